//! A zlib stream made of runs (RFC 1950 and 1951).

use super::huffman::Code;

/// What stands in a block: a byte, or a copy of the byte before so many times.
#[derive(Clone, Copy)]
struct Token {
    /// Up to 255 a byte; from 257 on the class of a copy's length.
    symbol: u16,
    /// For a copy, what the class leaves open and then the distance: 0 for the byte before, 1 and more for a row.
    extra: u16,
    /// Bits of `extra` without the one that tells the distances apart.
    bits: u8,
}

const END: u16 = 256;
const SYMBOLS: usize = 286;
/// A block gets a code of its own after so many tokens; more would only cost memory.
const BLOCK: usize = 1 << 13;

/// The longest copy, which is also the shortest to say.
const LONGEST: usize = 258;
/// How far back a copy can reach.
const WINDOW: usize = 1 << 15;

/// Writes the stream of rows. A row is the byte of its filter and then mostly zeros.
///
/// Copies repeat the last byte, with one exception and without any search: where a row ends in zeros and the next
/// begins with zeros, just as it was one row before, a copy from there takes the row's filter byte along. That saves
/// saying the rest of the zeros, the filter and the first zero apart, a tenth of a file.
pub(super) struct Deflate {
    out: Bits,
    tokens: Vec<Token>,
    /// The byte said last; none at the beginning.
    last: Option<u8>,
    /// Zeros not yet said. They stand behind the open border if there is one.
    zeros: usize,
    /// Zeros not yet said before the border of two rows, which is not yet said either.
    open: Option<usize>,
    /// Zeros before the last border, and behind it up to the first other byte.
    around: (usize, usize),
    /// The same of the border before that.
    earlier: (usize, usize),
    /// Zeros since the last border or other byte.
    trail: usize,
    /// Whether the row has had nothing but zeros.
    clean: bool,
    filter: u8,
    /// From a byte to the one below it.
    stride: usize,
    sum: Adler,
}

impl Deflate {
    /// For rows of `stride` bytes, all with one filter.
    pub(super) fn new(filter: u8, stride: usize) -> Self {
        Self {
            // Deflate with a window of 32 KiB, no dictionary.
            out: Bits { bytes: vec![0x78, 0x9c], held: 0, count: 0 },
            tokens: Vec::new(),
            last: None,
            zeros: 0,
            open: None,
            around: (0, 0),
            earlier: (0, 0),
            trail: 0,
            clean: false,
            filter,
            stride,
            sum: Adler { a: 1, b: 0 },
        }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.settle();
        self.sum.run(self.filter, 1);
        self.end_lead();
        self.earlier = self.around;
        self.around = (self.trail, 0);
        (self.trail, self.clean) = (0, true);
        self.open = Some(std::mem::take(&mut self.zeros));
    }

    /// One byte that is not 0.
    pub(super) fn byte(&mut self, byte: u8) {
        self.run(byte, 1);
    }

    /// So many zeros.
    pub(super) fn zeros(&mut self, count: usize) {
        self.sum.run(0, count as u64);
        self.zeros += count;
        self.trail += count;
    }

    /// The same byte, not 0, so many times.
    pub(super) fn run(&mut self, byte: u8, count: usize) {
        self.settle();
        self.end_lead();
        let zeros = std::mem::take(&mut self.zeros);
        self.say(0, zeros);
        self.trail = 0;
        self.sum.run(byte, count as u64);
        self.say(byte, count);
    }

    /// Ends the stream.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.settle();
        self.say(0, self.zeros);
        self.block(true);
        let mut bytes = self.out.finish();
        bytes.extend(self.sum.value().to_be_bytes());
        bytes
    }

    /// Notes how many zeros a row began with.
    const fn end_lead(&mut self) {
        if self.clean {
            self.around.1 = self.trail;
            self.clean = false;
        }
    }

    /// Says the open border, in one copy with the zeros around it if it can be.
    fn settle(&mut self) {
        let Some(mut before) = self.open.take() else { return };
        if before > 0 && self.last != Some(0) {
            self.say(0, 1);
            before -= 1;
        }
        let rest = before % LONGEST;
        let behind = LONGEST - 1 - rest;
        let as_earlier = rest <= self.earlier.0 && behind <= self.earlier.1;
        if as_earlier && behind <= self.zeros && self.stride <= WINDOW {
            self.say(0, before - rest);
            let (_, extra, bits) = distance(self.stride);
            self.push(Token { symbol: 285, extra: 1 | extra << 1, bits });
            self.last = Some(if behind > 0 { 0 } else { self.filter });
            self.zeros -= behind;
        } else {
            self.say(0, before);
            self.say(self.filter, 1);
        }
    }

    /// Says the same byte so many times.
    fn say(&mut self, byte: u8, mut count: usize) {
        let literal = Token { symbol: byte.into(), extra: 0, bits: 0 };
        if count > 0 && self.last != Some(byte) {
            self.push(literal);
            self.last = Some(byte);
            count -= 1;
        }
        while count > 2 {
            // Never leave one or two over, which no copy can be.
            let part = if count > LONGEST && count < LONGEST + 3 { count - 3 } else { count.min(LONGEST) };
            self.push(copy(part));
            count -= part;
        }
        for _ in 0..count {
            self.push(literal);
        }
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
        head(&code.lengths, distance(self.stride.min(WINDOW)).0, &mut self.out);
        for token in &self.tokens {
            let symbol = usize::from(token.symbol);
            self.out.put(code.bits[symbol].into(), code.lengths[symbol].into());
            if token.symbol > END {
                // The distance stands here too: a bit, and what it leaves open.
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

/// The class of a distance, what the class leaves open, and in how many bits.
const fn distance(back: usize) -> (usize, u16, u8) {
    let from = back as u16 - 1;
    if from < 4 {
        return (from as usize, 0, 0);
    }
    // Two classes for each power of two.
    let bits = 14 - from.leading_zeros() as u16;
    ((2 * bits + (from >> bits)) as usize, from & ((1 << bits) - 1), bits as u8)
}

/// Says the code lengths of a block: those of the symbols, and two distances of one bit: a byte, and a row.
fn head(lengths: &[u8], row: usize, out: &mut Bits) {
    const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let mut all = lengths.to_vec();
    all.resize(SYMBOLS + row + 1, 0);
    (all[SYMBOLS], all[SYMBOLS + row]) = (1, 1);
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
    out.put(row as u32, 5);
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

    /// Where the classes of distances begin (RFC 1951, 3.2.5).
    const STARTS: [usize; 30] = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
        3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ];

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
    fn every_distance_has_the_class_of_the_standard() {
        for back in 1..=WINDOW {
            let (class, extra, bits) = distance(back);
            let wanted = STARTS.iter().rposition(|from| *from <= back).unwrap();
            assert_eq!((class, STARTS[class] + usize::from(extra)), (wanted, back));
            assert_eq!(usize::from(bits), (class / 2).saturating_sub(1));
        }
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
