// A zip archive as the parts in it, some of them replaced. What is not replaced stays as it is packed. It reads what
// guiju writes: no archive beyond 4 GB, no encryption. A browser without streams that pack throws at the first use.

const LOCAL = 0x04034b50;
const END = 0x06054b50;
const FIXED = { local: 30, central: 46, end: 22 }; // bytes of each header before its name
const DEFLATED = 8;

async function piped(bytes, stream) {
  const { readable, writable } = stream;
  const writer = writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  const [buffer] = await Promise.all([new Response(readable).arrayBuffer(), written]);
  return new Uint8Array(buffer);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return ~value >>> 0;
}

/** The parts of an archive: name → {header, packed}, in its order. */
export function partsOf(buffer) {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  let end = bytes.length - FIXED.end;
  while (view.getUint32(end, true) !== END) end -= 1;
  const parts = new Map();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const header = bytes.slice(at, at + FIXED.central);
    const name = new TextDecoder().decode(bytes.subarray(at + FIXED.central, at + FIXED.central + nameLength));
    const local = view.getUint32(at + 42, true);
    const start = local + FIXED.local + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    parts.set(name, { header, packed: bytes.subarray(start, start + view.getUint32(at + 20, true)) });
    at += FIXED.central + nameLength + extraLength + noteLength;
  }
  return parts;
}

/** The text of a part. */
export async function textOf({ header, packed }) {
  const isDeflated = new DataView(header.buffer).getUint16(10, true) === DEFLATED;
  const bytes = isDeflated ? await piped(packed, new DecompressionStream("deflate-raw")) : packed;
  return new TextDecoder().decode(bytes);
}

/** The part with another text. */
export async function withText({ header }, text) {
  const bytes = new TextEncoder().encode(text);
  const packed = await piped(bytes, new CompressionStream("deflate-raw"));
  const view = new DataView(header.slice().buffer);
  view.setUint16(10, DEFLATED, true);
  view.setUint32(16, checksum(bytes), true);
  view.setUint32(20, packed.length, true);
  view.setUint32(24, bytes.length, true);
  return { header: new Uint8Array(view.buffer), packed };
}

/** The parts as an archive. */
export function archiveOf(parts) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, { header, packed }] of parts) {
    const encoded = new TextEncoder().encode(name);
    const own = new DataView(header.slice().buffer);
    own.setUint16(28, encoded.length, true);
    own.setUint16(30, 0, true);
    own.setUint16(32, 0, true);
    own.setUint32(42, offset, true);
    const first = new DataView(new ArrayBuffer(FIXED.local));
    first.setUint32(0, LOCAL, true);
    // From the version needed to the length of the name both headers have the same fields.
    new Uint8Array(first.buffer).set(new Uint8Array(own.buffer).subarray(6, 30), 4);
    central.push(own.buffer, encoded);
    local.push(first.buffer, encoded, packed);
    offset += FIXED.local + encoded.length + packed.length;
  }
  const size = central.reduce((sum, part) => sum + part.byteLength, 0);
  const end = new DataView(new ArrayBuffer(FIXED.end));
  end.setUint32(0, END, true);
  for (const place of [8, 10]) end.setUint16(place, parts.size, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return new Blob([...local, ...central, end.buffer]);
}
