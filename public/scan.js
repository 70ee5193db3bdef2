// Reads a QR code from a picture or from the camera: with the browser's own detector where there is one, else with the
// library beside this file (npm: qr), loaded only then. What a code says is for others to judge.

const SIDE = 1600;
const PICTURE_MS = 2_000;
const FRAME_MS = 120;

let reading = null;

/** What reads a code out of a picture, frame or bitmap: `(source, width, height, ms) => text or null`. */
function reader() {
  reading = reading || make();
  reading.catch(() => { reading = null; });
  return reading;
}

async function make() {
  const kinds = self.BarcodeDetector ? await BarcodeDetector.getSupportedFormats().catch(() => []) : [];
  if (kinds.includes('qr_code')) {
    const own = new BarcodeDetector({ formats: ['qr_code'] });
    return async (source) => (await own.detect(source))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import('./decode.js');
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async (source, width, height, timeLimit) => {
    const scale = Math.min(1, SIDE / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height), { timeLimit });
    } catch {
      return null;
    }
  };
}

/** The text of the code in a picture file; null where there is none. Throws where it is no picture. */
export async function picture(file) {
  const read = await reader();
  const bitmap = await createImageBitmap(file);
  try {
    return await read(bitmap, bitmap.width, bitmap.height, PICTURE_MS);
  } finally {
    bitmap.close();
  }
}

/** Shows the camera in a `video` and calls `found` with the text of each code, until it is closed. Throws by the
 * browser's names: `NotAllowedError`, `NotFoundError`, … */
export async function camera(video, found) {
  const read = await reader();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 1280 } } });
  let open = true;
  const close = () => {
    open = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  try {
    await video.play();
  } catch (fault) {
    close();
    throw fault;
  }
  const look = async () => {
    if (!open) return;
    const text = video.videoWidth ? await read(video, video.videoWidth, video.videoHeight, FRAME_MS).catch(() => null) : null;
    if (open && text) found(text);
    if (open) setTimeout(look, FRAME_MS);
  };
  look();
  return { close };
}
