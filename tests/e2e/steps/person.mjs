// What a person does on the way from the first word to the ticket, found as a person finds it: by role and words.
import { expect } from '@playwright/test';
import { stored } from './queue.mjs';
import { wordsIn } from './words.mjs';

export class Person {
  constructor(page, words) {
    this.page = page;
    this.words = words;
    this.word = words.word;
  }

  /** The same person in another tab. */
  at(page) {
    return new Person(page, this.words);
  }

  /** The same person in the same form, reading another language. */
  reading(language) {
    return Object.assign(new Person(this.page, wordsIn(language)), { code: this.code });
  }

  /** Opens an address and waits until the app is there. */
  async opens(address = '') {
    await this.page.goto(address);
    await this.isReady();
  }

  async isReady() {
    await expect(this.page.locator('html')).toHaveAttribute('data-app', 'ready', { timeout: 20_000 });
  }

  get toldBox() {
    return this.page.getByRole('textbox', { name: this.word('home.title') });
  }

  get numberBox() {
    return this.page.getByRole('textbox', { name: this.word('home.track') });
  }

  /** The call that stands above a screen where danger was told. */
  get call() {
    const alert = this.page.getByRole('main').getByRole('alert');
    return alert.getByRole('link', { name: this.word('danger.call', { number: '112' }) });
  }

  get heading() {
    return this.page.getByRole('heading', { level: 1 });
  }

  button(key) {
    return this.page.getByRole('button', { name: this.word(key), exact: true });
  }

  link(key) {
    return this.page.getByRole('link', { name: this.word(key) });
  }

  async arrivesAt(title) {
    await expect(this.heading).toContainText(title);
    await expect(this.heading).toBeFocused();
  }

  async tells(text) {
    await this.toldBox.fill(text);
    await this.button('home.go').click();
    await this.arrivesAt(this.word('service.title'));
  }

  async entersDoor(id) {
    await this.page.getByRole('link', { name: this.words.door(id) }).click();
    await this.arrivesAt(this.word('service.title'));
  }

  /** Takes a service; later answers belong to it. */
  async picks(code) {
    this.code = code;
    await this.page.getByRole('button', { name: this.words.local(this.words.service(code).name) }).first().click();
    await expect(this.heading).not.toHaveText(this.word('service.title'));
  }

  asked(code) {
    return this.words.local(this.words.question(this.code, code).description);
  }

  choice(code, key) {
    const role = this.words.question(this.code, code).datatype === 'multivaluelist' ? 'checkbox' : 'radio';
    const value = this.words.question(this.code, code).values.find((value) => value.key === key);
    return this.page.getByRole(role, { name: this.words.local(value.name), exact: true });
  }

  /** Answers the question of this screen: by a choice's key, by several, or by words; by nothing where nothing is given. */
  async answers(code, given) {
    await expect(this.heading).toContainText(this.asked(code));
    const { values } = this.words.question(this.code, code);
    if (values) for (const key of [given ?? []].flat()) await this.choice(code, key).check();
    else if (given !== undefined) await this.page.getByLabel(this.asked(code)).fill(String(given));
    await this.continues();
  }

  async continues() {
    await this.button('page.continue').click();
  }

  async describes(text) {
    await expect(this.heading).toContainText(this.word('describe.title'));
    await this.page.getByRole('textbox', { name: this.word('describe.title') }).fill(text);
    await this.continues();
  }

  get areaBox() {
    return this.page.getByRole('combobox', { name: this.word('place.area') });
  }

  get addressBox() {
    return this.page.getByRole('textbox', { name: this.word('place.address') });
  }

  async isAt(area, address) {
    await expect(this.heading).toContainText(this.word('place.title'));
    await this.areaBox.selectOption({ label: area });
    if (address) await this.addressBox.fill(address);
    await this.continues();
  }

  /** Past the step for photos, without any. */
  async passesPhotos() {
    await expect(this.heading).toContainText(this.word('photos.title'));
    await this.continues();
  }

  /** Photos from files on the phone, made small and listed. */
  async addsPhotos(...files) {
    await this.page.getByLabel(this.word('photos.choose')).setInputFiles(files);
    await expect(this.page.getByText(this.word('photos.making').split('{')[0])).toHaveCount(0, { timeout: 30_000 });
  }

  who(kind) {
    return this.page.getByRole('radio', { name: this.word(`identity.${kind}`), exact: true });
  }

  async appears(kind) {
    await expect(this.heading).toContainText(this.word('identity.title'));
    await this.who(kind).check();
    await this.continues();
  }

  /** From the first screen through the questions about a street light, to where it is. */
  async answersForLight(text = 'Lampu jalan mati di depan pasar sejak tiga hari lalu') {
    await this.opens();
    await this.tells(text);
    await this.picks('street-light');
    await this.answers('problem', 'off');
    await this.answers('pole-number');
    await this.answers('since', 'days');
  }

  /** From the first screen to the last check of a report about a street light. A plain desk takes no photos. */
  async reportsLight(text, { takesPhotos = true } = {}) {
    await this.answersForLight(text);
    await this.isAt('Paledang', 'Jl. Pajajaran, depan apotek');
    if (takesPhotos) await this.passesPhotos();
    await this.appears('anonymous');
    await this.arrivesAt(this.word('check.title'));
  }

  /** From the first screen through every question of a complaint about an officer who asked for money. */
  async tellsOfOfficer() {
    await this.opens();
    await this.entersDoor('police');
    await this.picks('officer-extortion');
    await this.describes('Diminta uang saat mengurus surat kehilangan');
    const first = (code) => this.words.question('officer-extortion', code).values[0].key;
    for (const [code, given] of [['occasion', first('occasion')], ['amount', 50000], ['unit', first('unit')], ['happened', '2026-11-20'], ['proof']]) await this.answers(code, given);
  }

  /** What this device keeps of it all. */
  stored() {
    return stored(this.page);
  }

  /** What the screen says of the draft (`draft.kept`, `draft.restored`); the first screen says it too, hidden behind the others. */
  draftLine(key = 'draft.kept') {
    return this.page.getByText(this.word(key).split('{time}')[0]).filter({ visible: true });
  }

  /** The screen says that what is written is kept. */
  async hasDraftKept() {
    await expect(this.draftLine()).toBeVisible();
  }

  /** Sends what has been checked, and waits for the proof; the ticket on the receipt, in digits only. */
  async sends() {
    await this.button('check.send').click();
    await this.reads();
    return this.isReceived();
  }

  /** Where the report stands, as the receipt says it and a screen reader hears it. */
  get standing() {
    return this.page.locator('.ticket').getByRole('status');
  }

  /** The receipt says that the report has arrived. */
  async isReceived() {
    await expect(this.standing.getByText(this.word('outbox.received'), { exact: true })).toBeVisible({ timeout: 15_000 });
    return this.ticket();
  }

  /** The receipt says that the report is kept, and has not arrived. */
  async isNotSent() {
    const ticket = await this.reads();
    await expect(this.standing).toContainText(this.word('outbox.not_sent'), { timeout: 15_000 });
    return ticket;
  }

  /** The ticket on the receipt, which is there at once. */
  async reads() {
    await this.arrivesAt(this.word('sent.number'));
    return this.ticket();
  }

  async ticket() {
    const number = this.page.getByText(/^\d{4} \d{4} \d{4}$/).first();
    return (await number.innerText()).replaceAll(' ', '');
  }

  async tracks(number) {
    await this.numberBox.fill(number);
    await this.button('home.track-go').click();
  }

  /** The way back to a row of the last check. */
  change(question) {
    return this.page.getByRole('link', { name: new RegExp(`^${this.word('check.change')} ?: ${asPattern(question)}`) });
  }

  get languageMenu() {
    return this.page.getByRole('banner').locator('summary');
  }

  async changesLanguageTo(language) {
    await this.languageMenu.click();
    await this.page.getByRole('banner').getByRole('button').and(this.page.locator(`[lang=${language}]`)).click();
    await expect(this.page.locator('html')).toHaveAttribute('lang', language);
  }
}

/** Words as they are, inside a regular expression. */
export const asPattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
