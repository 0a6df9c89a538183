//! A zlib stream made of runs (RFC 1950 and 1951).

use super::huffman::Code;

/// What stands in a block: a byte, or a copy of the byte before so many times.
#[derive(Clone, Copy)]
struct Token {
    /// Up to 255 a byte; from 257 on the class of a copy's length.
    symbol: u16,
    /// What the class leaves open, and in how many bits.
    extra: u16,
    bits: u8,
}

const END: u16 = 256;
const SYMBOLS: usize = 286;
/// A block gets a code of its own after so many tokens; more would only cost memory.
const BLOCK: usize = 1 << 15;

/// Writes the stream. Copies always repeat the last byte, so there is one distance only and no search.
pub(super) struct Deflate {
    out: Bits,
    tokens: Vec<Token>,
    /// The byte written last; none at the beginning.
    last: Option<u8>,
    sum: Adler,
}

impl Deflate {
    pub(super) fn new() -> Self {
        // Deflate with a window of 32 KiB, no dictionary.
        let out = Bits { bytes: vec![0x78, 0x9c], held: 0, count: 0 };
        Self { out, tokens: Vec::new(), last: None, sum: Adler { a: 1, b: 0 } }
    }

    /// One byte.
    pub(super) fn byte(&mut self, byte: u8) {
        self.run(byte, 1);
    }

    /// The same byte so many times.
    pub(super) fn run(&mut self, byte: u8, mut length: usize) {
        if length == 0 {
            return;
        }
        self.sum.run(byte, length as u64);
        if self.last != Some(byte) {
            self.push(Token { symbol: byte.into(), extra: 0, bits: 0 });
            self.last = Some(byte);
            length -= 1;
        }
        while length > 2 {
            // Never leave one or two over, which no copy can be.
            let part = if length > 258 && length < 261 { length - 3 } else { length.min(258) };
            self.push(copy(part));
            length -= part;
        }
        for _ in 0..length {
            self.push(Token { symbol: byte.into(), extra: 0, bits: 0 });
        }
    }

    /// Ends the stream.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.block(true);
        let mut bytes = self.out.finish();
        bytes.extend(self.sum.value().to_be_bytes());
        bytes
    }

    fn push(&mut self, token: Token) {
        self.tokens.push(token);
        if self.tokens.len() == BLOCK {
            self.block(false);
        }
    }

    /// Writes the gathered tokens with the shortest code for just these.
    fn block(&mut self, last: bool) {
        let mut counts = [0; SYMBOLS];
        for token in &self.tokens {
            counts[usize::from(token.symbol)] += 1;
        }
        counts[usize::from(END)] = 1;
        let code = Code::new(&counts, 15);
        self.out.put(u32::from(last), 1);
        self.out.put(2, 2);
        head(&code.lengths, &mut self.out);
        for token in &self.tokens {
            let symbol = usize::from(token.symbol);
            self.out.put(code.bits[symbol].into(), code.lengths[symbol].into());
            if token.symbol > END {
                // The one distance, which takes one bit.
                self.out.put(u32::from(token.extra), (token.bits + 1).into());
            }
        }
        self.out.put(code.bits[usize::from(END)].into(), code.lengths[usize::from(END)].into());
        self.tokens.clear();
    }
}

/// The token for a copy of 3 to 258 bytes.
const fn copy(length: usize) -> Token {
    let from = length as u16 - 3;
    if length == 258 {
        return Token { symbol: 285, extra: 0, bits: 0 };
    }
    if from < 8 {
        return Token { symbol: 257 + from, extra: 0, bits: 0 };
    }
    // Four classes for each power of two.
    let bits = (13 - from.leading_zeros()) as u16;
    Token { symbol: 257 + 4 * bits + (from >> bits), extra: from & ((1 << bits) - 1), bits: bits as u8 }
}

/// Says the code lengths of a block: those of the symbols, and one distance of one bit.
fn head(lengths: &[u8], out: &mut Bits) {
    const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let mut all = lengths.to_vec();
    all.push(1);
    // Lengths as they are, or runs of zeros: 17 for 3 to 10, 18 for 11 to 138.
    let mut said: Vec<(u8, u32, u32)> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let zeros = all[at..].iter().take_while(|length| **length == 0).count().min(138);
        let (step, symbol) = match zeros {
            0..=2 => (1, (all[at], 0, 0)),
            3..=10 => (zeros, (17, zeros as u32 - 3, 3)),
            _ => (zeros, (18, zeros as u32 - 11, 7)),
        };
        said.push(symbol);
        at += step;
    }
    let mut counts = [0; 19];
    for (symbol, ..) in &said {
        counts[usize::from(*symbol)] += 1;
    }
    let code = Code::new(&counts, 7);
    out.put(SYMBOLS as u32 - 257, 5);
    out.put(0, 5);
    out.put(19 - 4, 4);
    for symbol in ORDER {
        out.put(code.lengths[usize::from(symbol)].into(), 3);
    }
    for (symbol, extra, bits) in said {
        let symbol = usize::from(symbol);
        out.put(code.bits[symbol].into(), code.lengths[symbol].into());
        out.put(extra, bits);
    }
}

/// Bits into bytes, the lowest first.
struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, bits: u32, count: u32) {
        self.held |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.bytes.extend((self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        let bytes = self.held.to_le_bytes();
        self.bytes.extend(&bytes[..self.count.div_ceil(8) as usize]);
        self.bytes
    }
}

/// The checksum of what is compressed (RFC 1950), reckoned by runs.
struct Adler {
    a: u64,
    b: u64,
}

impl Adler {
    const MODULUS: u64 = 65_521;

    /// A run of `n` bytes `v` adds `v` to `a` and then `a` to `b`, `n` times.
    fn run(&mut self, byte: u8, length: u64) {
        let byte = u64::from(byte);
        self.b = (self.b + length * self.a + byte * (length * (length + 1) / 2)) % Self::MODULUS;
        self.a = (self.a + byte * length) % Self::MODULUS;
    }

    const fn value(&self) -> u32 {
        (self.b << 16 | self.a) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_has_the_class_of_the_standard() {
        let base = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
            163, 195, 227,
        ];
        for length in 3..258 {
            let class = base.iter().rposition(|from| *from <= length).unwrap();
            let token = copy(length);
            assert_eq!(usize::from(token.symbol), 257 + class, "{length}");
            assert_eq!(base[class] + usize::from(token.extra), length);
            let bits = if class < 8 { 0 } else { class / 4 - 1 };
            assert_eq!(usize::from(token.bits), bits);
        }
        assert_eq!(copy(258).symbol, 285);
    }

    #[test]
    fn a_code_is_complete_and_never_too_long() {
        // Counts like these make the longest codes.
        let mut counts = [0; SYMBOLS];
        let (mut a, mut b) = (1, 1);
        for count in counts.iter_mut().take(30) {
            *count = a;
            (a, b) = (b, a + b);
        }
        let code = Code::new(&counts, 15);
        let filled: u32 =
            code.lengths.iter().filter(|length| **length > 0).map(|length| 1 << (15 - length)).sum();
        assert_eq!(filled, 1 << 15);
    }
}
