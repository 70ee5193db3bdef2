// Makes photos small enough to send, away from the screen: turned upright, scaled, written anew as JPEG, so that only
// pixels leave the phone; where it was taken, when and by which phone stays behind. The same file is the page's side
// and the worker's. Where a worker has no canvas (Safari before 16.4) the page does it itself, one step at a time.
// What sizes and qualities to try is given (crates/tanggap-core/src/photo.rs).

const PATIENCE_MS = 60_000;
const inWorker = typeof document === 'undefined';

if (inWorker) {
  self.onmessage = async ({ data: { blob, plan } }) => {
    try {
      if (!self.OffscreenCanvas || !self.createImageBitmap) throw named('NoCanvas');
      const photo = await shrunk(blob, plan, await bitmap(blob), (width, height) => new OffscreenCanvas(width, height));
      self.postMessage({ photo }, [photo.buffer]);
    } catch (fault) {
      self.postMessage({ fault: fault.name });
    }
  };
}

/** Opens what makes photos small. One photo at a time; `close` gives up what is under way and its memory. */
export function open() {
  let worker = null;
  let giveUp = null;
  const stop = (fault) => {
    if (worker) worker.terminate();
    worker = null;
    if (giveUp) giveUp(fault);
  };
  const ask = (blob, plan) => new Promise((resolve, reject) => {
    worker = worker || new Worker(import.meta.url, { type: 'module' });
    const late = setTimeout(() => stop(named('Unreadable')), PATIENCE_MS);
    giveUp = (fault) => { clearTimeout(late); giveUp = null; reject(fault); };
    worker.onerror = () => stop(named('NoCanvas'));
    worker.onmessage = ({ data }) => {
      if (data.fault) return giveUp(named(data.fault));
      clearTimeout(late);
      giveUp = null;
      resolve(data.photo);
    };
    worker.postMessage({ blob, plan });
  });
  let alone = !self.Worker;
  return {
    /** `{buffer, width, height}`, or throws `Unreadable` or `Stopped`. */
    async shrink(blob, plan) {
      if (!alone) {
        try {
          return await ask(blob, plan);
        } catch (fault) {
          if (fault.name !== 'NoCanvas') throw fault;
          alone = true;
        }
      }
      return shrunk(blob, plan, await picture(blob), canvas);
    },
    close: () => stop(named('Stopped')),
  };
}

async function shrunk(blob, plan, source, canvasOf) {
  let drawn = source;
  let best = null;
  for (const [side, quality] of plan.steps) {
    const scale = Math.min(1, side / Math.max(drawn.width, drawn.height));
    if (drawn === source || scale < 1) {
      const smaller = draw(drawn, scale, canvasOf);
      if (drawn === source && source.close) source.close();
      drawn = smaller;
    }
    best = await encoded(drawn, quality);
    if (best.size <= plan.bytes) break;
  }
  return { buffer: await best.arrayBuffer(), width: drawn.width, height: drawn.height };
}

function draw(source, scale, canvasOf) {
  const sized = (length) => Math.max(1, Math.round(length * scale));
  const target = canvasOf(sized(source.width), sized(source.height));
  const pen = target.getContext('2d', { alpha: false });
  // What is see-through would become black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, target.width, target.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(source, 0, 0, target.width, target.height);
  return target;
}

async function encoded(from, quality) {
  const type = 'image/jpeg';
  const blob = from.convertToBlob
    ? await from.convertToBlob({ type, quality })
    : await new Promise((resolve) => from.toBlob(resolve, type, quality));
  if (!blob || blob.type !== type) throw named('Unreadable');
  return blob;
}

async function bitmap(blob) {
  const upright = { imageOrientation: 'from-image' };
  const decoded = createImageBitmap(blob, upright).catch((fault) => {
    // Before this word was known, upright was what came without it.
    if (fault instanceof TypeError) return createImageBitmap(blob);
    throw fault;
  });
  return decoded.catch(() => { throw named('Unreadable'); });
}

async function picture(blob) {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  try {
    await image.decode();
    return canvas(image.naturalWidth, image.naturalHeight, image);
  } catch {
    throw named('Unreadable');
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

function canvas(width, height, picture) {
  const made = Object.assign(document.createElement('canvas'), { width, height });
  if (picture) made.getContext('2d').drawImage(picture, 0, 0);
  return made;
}

function named(name) {
  return Object.assign(new Error(name), { name });
}
