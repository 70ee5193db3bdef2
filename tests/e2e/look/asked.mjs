// Which pictures are wanted, as `cargo x look` passes it on.
import path from 'node:path';

const list = (name, usual) => (process.env[name] ?? usual).split(',');

const sizes = list('LOOK_SIZES', '360x640,1280x800').map((size) => size.split('x').map(Number));

export const asked = {
  folder: process.env.LOOK_FOLDER ?? path.resolve(import.meta.dirname, '../../../target/look'),
  languages: list('LOOK_LANGUAGES', 'id'),
  schemes: list('LOOK_SCHEMES', 'light'),
  sizes: sizes.map(([width, height]) => ({ width, height })),
  text: Number(process.env.LOOK_TEXT ?? 100),
};

/** Every set of pictures that is wanted, with the name of its folder. */
export const sets = asked.languages.flatMap((language) =>
  asked.schemes.flatMap((scheme) =>
    asked.sizes.map(({ width, height }) => ({
      language,
      scheme,
      viewport: { width, height },
      name: [language, scheme, `${width}x${height}`, ...(asked.text === 100 ? [] : [`${asked.text}%`])].join(' '),
    })),
  ),
);
