//! Inhabitants of several areas together, where some numbers may be unknown: an unknown number is not nobody.

use serde::Serialize;

/// Inhabitants of several areas, with how much of that is known.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct People {
    /// Inhabitants of the areas whose number is known.
    pub sum: f64,
    /// How many areas have a known number.
    pub known: usize,
    /// How many areas have none.
    pub unknown: usize,
}

impl People {
    /// The people of `areas`; `NaN` in `population` is unknown, and so is everything without a column.
    ///
    /// ```
    /// use negah::rank::People;
    /// let people = People::of(Some(&[f64::NAN, 100.0, 50.0]), [0, 1]);
    /// assert_eq!((people.total(), people.unknown), (Some(100.0), 1));
    /// assert_eq!(People::of(Some(&[f64::NAN]), [0]).total(), None);
    /// ```
    pub fn of(population: Option<&[f64]>, areas: impl IntoIterator<Item = u32>) -> Self {
        let mut people = Self::default();
        for at in areas {
            match population.and_then(|column| column.get(at as usize)).filter(|own| !own.is_nan()) {
                Some(own) => {
                    people.sum += own.max(0.0);
                    people.known += 1;
                }
                None => people.unknown += 1,
            }
        }
        people
    }

    /// Inhabitants as far as they are known; `None` where of none of the areas anything is known, 0 without areas.
    pub fn total(self) -> Option<f64> {
        (self.known > 0 || self.unknown == 0).then_some(self.sum)
    }

    /// Share of the known inhabitants of `whole`; `None` where nothing is known of one of both, or nobody lives there.
    pub fn share_of(self, whole: Self) -> Option<f64> {
        self.total().filter(|_| whole.sum > 0.0).map(|own| own / whole.sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_not_nobody() {
        let column = [f64::NAN, 0.0, 30.0, f64::NAN];
        let of = |areas: &[u32]| People::of(Some(&column), areas.iter().copied());
        assert_eq!((of(&[0, 3]).total(), of(&[1]).total(), of(&[]).total()), (None, Some(0.0), Some(0.0)));
        let all = of(&[0, 1, 2, 3]);
        assert_eq!((all.total(), all.known, all.unknown), (Some(30.0), 2, 2));
        assert_eq!((of(&[0]).share_of(all), of(&[1]).share_of(all)), (None, Some(0.0)));
        assert_eq!(of(&[1]).share_of(of(&[1])), None, "nobody has no shares");
        assert_eq!(People::of(None, [0, 1]).total(), None);
    }
}
