// Photos as phones make them, made here: pixels from a canvas, and around them what must never leave the phone.

/** A JPEG whose corners are red, green, blue and white, clockwise from the top left, with a grain as cameras have. */
export async function taken(page, { width, height, grain = 40, quality = 0.95 }) {
  const bytes = await page.evaluate(async ({ width, height, grain, quality }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    const image = pen.createImageData(width, height);
    let seed = 7;
    for (let at = 0, y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at += 4) {
        seed = (seed * 1664525 + 1013904223) >>> 0;
        const [right, below, noise] = [x * 2 >= width, y * 2 >= height, (seed >>> 24) * grain / 255];
        const colour = below ? (right ? [0, 0, 255] : [255, 255, 255]) : (right ? [0, 255, 0] : [255, 0, 0]);
        colour.forEach((value, channel) => { image.data[at + channel] = Math.abs(value - noise); });
        image.data[at + 3] = 255;
      }
    }
    pen.putImageData(image, 0, 0);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    const text = await new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.readAsDataURL(blob);
    });
    return text.slice(text.indexOf(',') + 1);
  }, { width, height, grain, quality });
  return Buffer.from(bytes, 'base64');
}

/** The same with where it was taken (EXIF, XMP), a thumbnail, a second picture and a film behind it. */
export function withTraces(jpeg, { orientation = 1 } = {}) {
  const before = [
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)])),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude="6,35.7S"/>', 'latin1')),
    segment(0xed, Buffer.from('Photoshop 3.0\x008BIM\x04\x04 Rumah Ani', 'latin1')),
    segment(0xe2, Buffer.from('MPF\0II*\0\x08\0\0\0', 'latin1')),
    segment(0xfe, Buffer.from('ponsel milik Ani', 'latin1')),
  ];
  const film = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isomMotionPhoto_Data', 'latin1');
  return Buffer.concat([jpeg.subarray(0, 2), ...before, jpeg.subarray(2), film]);
}

/** What of all that is still in it. */
export function tracesIn(bytes) {
  const text = bytes.toString('latin1');
  const words = ['Exif\0', 'ns.adobe.com', 'Photoshop 3.0', 'MPF\0', 'ponsel', 'ftyp', 'GPS', 'Rumah'];
  const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]));
  return words.filter((word) => text.includes(word)).concat(end + 2 === bytes.length ? [] : ['something behind the picture']);
}

/** Size and corner colours, clockwise from the top left, as the person would see it. */
export async function seen(page, bytes) {
  return page.evaluate(async (text) => {
    const blob = await new Promise((resolve) => {
      const raw = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      resolve(new Blob([raw], { type: 'image/jpeg' }));
    });
    const picture = await createImageBitmap(blob);
    const { width, height } = picture;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    pen.drawImage(picture, 0, 0);
    const name = (x, y) => {
      const [red, green, blue] = pen.getImageData(x, y, 1, 1).data;
      return [[red, 'R'], [green, 'G'], [blue, 'B']].filter(([value]) => value > 127).map(([, letter]) => letter).join('');
    };
    const [right, below] = [width - 9, height - 9];
    return { width, height, corners: [name(8, 8), name(right, 8), name(right, below), name(8, below)].join(' ') };
  }, bytes.toString('base64'));
}

function segment(marker, content) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** Little-endian TIFF: the orientation, and a place in Bogor. */
function exif(orientation) {
  const entries = (list, next) => {
    const bytes = Buffer.alloc(2 + list.length * 12 + 4);
    bytes.writeUInt16LE(list.length, 0);
    list.forEach(([tag, type, count, value], at) => {
      bytes.writeUInt16LE(tag, 2 + at * 12);
      bytes.writeUInt16LE(type, 4 + at * 12);
      bytes.writeUInt32LE(count, 6 + at * 12);
      bytes.writeUInt32LE(value, 10 + at * 12);
    });
    bytes.writeUInt32LE(next, bytes.length - 4);
    return bytes;
  };
  const head = Buffer.from('II*\0\x08\0\0\0', 'latin1');
  const [at, rationals] = [8 + 2 + 2 * 12 + 4, 8 + 2 + 2 * 12 + 4 + 2 + 4 * 12 + 4];
  const first = entries([[0x0112, 3, 1, orientation], [0x8825, 4, 1, at]], 0);
  const gps = entries([[1, 2, 2, 'S'.charCodeAt(0)], [2, 5, 3, rationals], [3, 2, 2, 'E'.charCodeAt(0)], [4, 5, 3, rationals + 24]], 0);
  const degrees = Buffer.alloc(48);
  [6, 1, 35, 1, 42, 1, 106, 1, 48, 1, 19, 1].forEach((value, place) => degrees.writeUInt32LE(value, place * 4));
  return Buffer.concat([head, first, gps, degrees, Buffer.from('GPS', 'latin1')]);
}
