// The words that the tests look for, from the same files as the portal's: a changed word breaks no test.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

export const config = read('public/config.json');
export const languages = config.languages;
const services = Object.fromEntries(config.desks.map(({ id }) => [id, read(`cities/bogor/services/${id}.json`).services]));
const all = (language) => ({ ...read(`locales/${language}.json`), ...read(`locales/more/${language}.json`) });
const catalogues = Object.fromEntries(languages.map((language) => [language, { ...all('id'), ...all(language) }]));

/** One language's words and names. */
export function wordsIn(language) {
  /** A text that may be there in several languages, in this one. */
  const local = (text) => (typeof text === 'string' ? text : (text?.[language] ?? text?.[languages[0]]));
  /** A word, with its places filled. */
  const word = (key, values = {}) => {
    const text = catalogues[language][key];
    if (text === undefined) throw new Error(`there is no word ${key}`);
    return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), text);
  };
  const service = (code) => {
    const found = Object.values(services).flat().find((service) => service.code === code);
    if (!found) throw new Error(`there is no service ${code}`);
    return found;
  };
  return {
    language,
    local,
    word,
    service,
    door: (id) => local(config.doors.find((door) => door.id === id).name),
    desk: (id) => local(config.desks.find((desk) => desk.id === id).name),
    question: (code, question) => service(code).questions.find((known) => known.code === question),
  };
}

/** 482719305562 as it is shown: 4827 1930 5562. */
export const grouped = (ticket) => ticket.replace(/(\d{4})(?=\d)/g, '$1 ');

/** A ticket that holds by its check digits (ISO 7064 MOD 97-10), from any ten digits. */
export function ticketFrom(tenDigits) {
  const rest = BigInt(`${tenDigits}00`) % 97n;
  return tenDigits + String(98n - rest).padStart(2, '0');
}
