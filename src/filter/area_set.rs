//! A set of areas as a bitset.

/// Which areas of a snapshot count, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AreaSet {
    words: Vec<u64>,
    len: usize,
}

impl AreaSet {
    /// All of `len` areas.
    pub fn all(len: usize) -> Self {
        let mut set = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        set.clear_tail();
        set
    }

    /// None of `len` areas.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// The areas for which `test` holds.
    pub fn from_fn(len: usize, mut test: impl FnMut(usize) -> bool) -> Self {
        let mut set = Self::none(len);
        for (at, word) in set.words.iter_mut().enumerate() {
            let start = at * 64;
            for bit in 0..64.min(len - start) {
                *word |= u64::from(test(start + bit)) << bit;
            }
        }
        set
    }

    /// Areas whose value lies in `min ..= max`; a missing value is in no range.
    pub fn in_range(values: &[f64], min: f64, max: f64) -> Self {
        let mut set = Self::none(values.len());
        for (word, chunk) in set.words.iter_mut().zip(values.chunks(64)) {
            for (bit, value) in chunk.iter().enumerate() {
                *word |= u64::from((*value >= min) & (*value <= max)) << bit;
            }
        }
        set
    }

    /// Areas whose value is missing.
    pub fn missing(values: &[f64]) -> Self {
        Self::from_fn(values.len(), |at| values[at].is_nan())
    }

    /// Number of areas there are, in or out.
    pub fn universe(&self) -> usize {
        self.len
    }

    /// Number of areas in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether every area is in.
    pub fn is_all(&self) -> bool {
        self.count() == self.len
    }

    /// Whether no area is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Whether area `at` is in.
    pub fn contains(&self, at: usize) -> bool {
        at < self.len && self.words[at / 64] >> (at % 64) & 1 == 1
    }

    /// Adds an area; out of range is ignored.
    pub fn insert(&mut self, at: usize) {
        if at < self.len {
            self.words[at / 64] |= 1 << (at % 64);
        }
    }

    /// Keeps what is in `other` too.
    pub fn intersect(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// Adds what is in `other`.
    pub fn unite(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Turns in to out and out to in.
    pub fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.clear_tail();
    }

    /// Positions in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| Bits(*word).map(move |bit| at * 64 + bit))
    }

    /// The bits, 64 areas a word, lowest first; bits beyond the last area are zero.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    fn clear_tail(&mut self) {
        let tail = self.len % 64;
        if let (true, Some(last)) = (tail != 0, self.words.last_mut()) {
            *last &= (1 << tail) - 1;
        }
    }
}

struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn range_excludes_missing() {
        let set = AreaSet::in_range(&[1.0, f64::NAN, 3.0], 0.0, 2.0);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0]);
        assert_eq!(AreaSet::missing(&[1.0, f64::NAN]).count(), 1);
    }

    proptest! {
        #[test]
        fn behaves_like_a_list_of_flags(flags in prop::collection::vec((any::<bool>(), any::<bool>()), 0..200)) {
            let a = AreaSet::from_fn(flags.len(), |i| flags[i].0);
            let b = AreaSet::from_fn(flags.len(), |i| flags[i].1);
            let listed = |test: &dyn Fn(&(bool, bool)) -> bool| -> Vec<usize> {
                flags.iter().enumerate().filter(|(_, f)| test(f)).map(|(i, _)| i).collect()
            };
            let (mut and, mut or, mut not) = (a.clone(), a.clone(), a.clone());
            and.intersect(&b);
            or.unite(&b);
            not.invert();
            prop_assert_eq!(and.iter().collect::<Vec<_>>(), listed(&|f| f.0 && f.1));
            prop_assert_eq!(or.iter().collect::<Vec<_>>(), listed(&|f| f.0 || f.1));
            prop_assert_eq!(not.iter().collect::<Vec<_>>(), listed(&|f| !f.0));
            prop_assert_eq!(a.count() + not.count(), flags.len());
            prop_assert_eq!((0..flags.len()).filter(|i| a.contains(*i)).collect::<Vec<_>>(), listed(&|f| f.0));
        }
    }
}
