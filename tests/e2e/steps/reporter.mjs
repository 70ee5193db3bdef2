// Somebody with a number and its key, who talks to the office. What the office does is a desk's command.
import { expect } from '@playwright/test';
import { grouped } from './words.mjs';

export class Reporter {
  constructor(person, server) {
    Object.assign(this, { person, server, page: person.page });
  }

  /** Reports a street light, and has number and key from the receipt. */
  async reports() {
    await this.person.reportsLight();
    return this.sends();
  }

  /** Complains to the oversight of the police. */
  async reportsOfficer() {
    await this.person.tellsOfOfficer();
    for (const title of ['question.read', 'place.title', 'photos.title']) {
      await expect(this.person.heading).toContainText(this.person.word(title));
      await this.person.continues();
    }
    await this.person.appears('anonymous');
    await this.person.arrivesAt(this.person.word('check.title'));
    return this.sends();
  }

  async sends() {
    this.ticket = await this.person.sends();
    await this.person.button('sent.key-show').click();
    this.key = (await this.page.locator('#key').innerText()).replaceAll(' ', '');
    this.person.watch.secret(this.key);
    return this;
  }

  /** The same person at another device. */
  at(person) {
    return Object.assign(new Reporter(person, this.server), { ticket: this.ticket, key: this.key });
  }

  office(command, ...words) {
    return this.server.command(command, this.ticket, ...words);
  }

  /** What both sides have said, as the desk sees it. */
  messages() {
    return this.office('messages');
  }

  /** From the receipt to the report's page. */
  async follows() {
    await this.person.link('sent.follow').click();
    await this.isAtTheReport();
  }

  async opens(fragment = this.ticket) {
    await this.person.opens(`t#${fragment}`);
    await this.isAtTheReport();
  }

  async isAtTheReport() {
    await expect(this.page.getByText(grouped(this.ticket)).first()).toBeVisible();
    await expect(this.page.getByRole('heading', { name: this.person.word('ticket.history') })).toBeVisible();
  }

  async refreshes() {
    await this.person.button('ticket.refresh').click();
  }

  /** The status as the head of the page says it. */
  async stands(status) {
    await expect(this.page.getByRole('listitem').filter({ hasText: new RegExp(`^${this.person.word(`status.${status}`)}$`) }).first()).toBeVisible();
  }

  get talk() {
    return this.page.getByRole('region', { name: this.person.word('talk.title') });
  }

  get keyBox() {
    return this.page.getByRole('textbox', { name: this.person.word('key.label') });
  }

  async opensWithKey(key = this.key) {
    await this.keyBox.fill(key);
    await this.person.button('key.open').click();
  }

  async isOpen() {
    await expect(this.talk.getByText(this.person.word('talk.report'))).toBeVisible();
  }

  /** Writes in one of the boxes (`say.message`, `say.answer`, …) and sends with a button. */
  async says(box, text, send) {
    await this.talk.getByRole('textbox', { name: this.person.word(box) }).fill(text);
    await this.person.button(send).click();
  }
}
