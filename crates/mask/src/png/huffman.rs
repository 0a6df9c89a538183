//! The shortest code for symbols that occur so and so often.

/// A prefix code: for each symbol its length (0 if it does not occur) and its bits as they are written.
pub(super) struct Code {
    pub(super) lengths: Vec<u8>,
    pub(super) bits: Vec<u16>,
}

impl Code {
    /// The shortest code with at most `longest` bits. At least two symbols get one, as readers expect.
    pub(super) fn new(counts: &[u32], longest: u8) -> Self {
        let mut counts = counts.to_vec();
        for index in 0..2 {
            if counts.iter().filter(|count| **count > 0).count() < 2 {
                counts[index] = counts[index].max(1);
            }
        }
        let mut lengths = lengths(&counts);
        // Too long a code means counts too far apart. Halving them brings them together; rarely needed.
        while lengths.iter().any(|length| *length > longest) {
            for count in counts.iter_mut().filter(|count| **count > 0) {
                *count = *count / 2 + 1;
            }
            lengths = self::lengths(&counts);
        }
        let bits = canonical(&lengths, longest);
        Self { lengths, bits }
    }
}

/// Code lengths by Huffman's method: the two rarest become one, until one is left.
fn lengths(counts: &[u32]) -> Vec<u8> {
    // A node is a symbol or a pair; `up` is the pair that it became part of.
    let mut weights: Vec<u32> = counts.to_vec();
    let mut up = vec![0; counts.len()];
    let mut free: Vec<usize> = (0..counts.len()).filter(|symbol| counts[*symbol] > 0).collect();
    while free.len() > 1 {
        let pair = weights.len();
        let mut weight = 0;
        for _ in 0..2 {
            let mut rarest = 0;
            for place in 1..free.len() {
                if weights[free[place]] < weights[free[rarest]] {
                    rarest = place;
                }
            }
            let node = free.swap_remove(rarest);
            weight += weights[node];
            up[node] = pair;
        }
        weights.push(weight);
        up.push(0);
        free.push(pair);
    }
    let depth = |symbol: usize| {
        let (mut node, mut depth) = (symbol, 0);
        while up[node] != 0 {
            node = up[node];
            depth += 1;
        }
        depth
    };
    (0..counts.len()).map(depth).collect()
}

/// The bits that RFC 1951 gives to code lengths, turned around for writing.
fn canonical(lengths: &[u8], longest: u8) -> Vec<u16> {
    let mut bits = vec![0; lengths.len()];
    let mut next: u16 = 0;
    for length in 1..=longest {
        next <<= 1;
        for (symbol, _) in lengths.iter().enumerate().filter(|(_, own)| **own == length) {
            bits[symbol] = next.reverse_bits() >> (16 - length);
            next += 1;
        }
    }
    bits
}
