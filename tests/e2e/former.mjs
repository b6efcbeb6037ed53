// The name under which the page remembered work on a data set before version 0.2: SipHash-1-3 with both keys 0 over the
// number of bytes, in 32 bits, and the bytes.
const MASK = (1n << 64n) - 1n;
const turn = (x, n) => ((x << n) | (x >> (64n - n))) & MASK;

export function formerName(bytes) {
  let [a, b, c, d] = [0x736f6d6570736575n, 0x646f72616e646f6dn, 0x6c7967656e657261n, 0x7465646279746573n];
  const round = () => {
    a = (a + b) & MASK; b = turn(b, 13n) ^ a; a = turn(a, 32n);
    c = (c + d) & MASK; d = turn(d, 16n) ^ c;
    a = (a + d) & MASK; d = turn(d, 21n) ^ a;
    c = (c + b) & MASK; b = turn(b, 17n) ^ c; c = turn(c, 32n);
  };
  const take = (word) => { d ^= word; round(); a ^= word; };
  const all = Buffer.alloc(bytes.length + 4);
  all.writeUInt32LE(bytes.length);
  bytes.copy(all, 4);
  const whole = all.length - (all.length % 8);
  for (let at = 0; at < whole; at += 8) take(all.readBigUInt64LE(at));
  let rest = BigInt(all.length & 0xff) << 56n;
  for (let at = whole; at < all.length; at += 1) rest |= BigInt(all[at]) << BigInt(8 * (at - whole));
  take(rest);
  c ^= 0xffn;
  for (let turns = 0; turns < 3; turns += 1) round();
  return (a ^ b ^ c ^ d).toString(16).padStart(16, "0");
}
