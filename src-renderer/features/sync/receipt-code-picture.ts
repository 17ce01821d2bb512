/** More pixels than a scanner's or a telephone's picture needs; larger ones are read smaller. */
const mostSide = 2000;

/** The text of a QR code in a picture, or null where none can be made out. The reader is fetched when it is needed first. */
export async function readQrPicture(picture: Blob): Promise<string | null> {
  const { default: read } = await import('jsqr');
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch {
    return null;
  }
  const scale = Math.min(1, mostSide / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  ];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return read(context.getImageData(0, 0, width, height).data, width, height)?.data ?? null;
}
