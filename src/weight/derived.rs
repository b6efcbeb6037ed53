//! Shares that judgements lead to, and what the judgements say of themselves.

use serde::Serialize;

/// Shares of the children of a node; every list that has one entry for each child is in the order in which the
/// children were given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Derived {
    /// Share of each child, 0 to 1; they sum to 1.
    pub shares: Vec<f64>,
    /// How far people are apart, for each child; `None` where fewer than two judged.
    pub spread: Option<Vec<Spread>>,
    /// What each person's judgements alone lead to, in their order; empty for methods without persons.
    pub people: Vec<PersonShares>,
    /// Position in `people` of the one farthest from the shares of all; `None` of fewer than three people, or when
    /// several are equally far.
    pub farthest: Option<usize>,
    /// How far the judgements agree with themselves; `None` for methods that cannot contradict themselves.
    pub consistency: Option<Consistency>,
}

/// How far people are apart on one child.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// Smallest share somebody gives it, 0 to 1.
    pub min: f64,
    /// Largest share somebody gives it, 0 to 1.
    pub max: f64,
    /// Sample standard deviation of the shares (divisor n − 1).
    pub deviation: f64,
}

/// What one person's judgements alone lead to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonShares {
    /// The person's name, where one is given.
    pub name: Option<String>,
    /// Share of each child, 0 to 1; they sum to 1.
    pub shares: Vec<f64>,
    /// `½ Σ |own share − share of all|`, 0 to 1: the part of the weight that would have to move.
    pub distance: f64,
    /// How far the person's judgements agree with themselves, as in [`Derived::consistency`].
    pub consistency: Option<Consistency>,
}

/// How far judgements agree with themselves.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Consistency {
    /// Pairwise comparisons (T. L. Saaty 1980).
    Comparisons {
        /// Principal eigenvalue λ of the matrix of comparisons; the number of children n when fully consistent.
        lambda: f64,
        /// `CI = (λ − n) / (n − 1)`; 0 of fewer than three children.
        index: f64,
        /// `CR = CI / RI`, RI that of random matrices of n children; below 0.10 is called consistent, and up to two
        /// children always are (0). `None` where comparisons are missing: Saaty's RI holds for complete matrices.
        ratio: Option<f64>,
        /// The comparison that fits the others least; `None` when all fit. Three children's comparisons that do not
        /// fit are all equally far apart: then, as always among equals, the first by identifiers is named.
        worst: Option<WorstPair>,
        /// Every pair that nobody compared, by identifiers; what they would be follows from the others.
        missing: Vec<(String, String)>,
    },
    /// Best–worst comparisons.
    BestWorst {
        /// ξ* of the linear model (J. Rezaei 2016): the largest deviation in units of a share, 0 when consistent.
        xi: f64,
        /// Input-based ratio, the largest `|a_Bj·a_jW − a_BW| / (a_BW² − a_BW)` (F. Liang, M. Brunelli and J. Rezaei
        /// 2020): 0 when consistent, and at most 1 as long as no ratio exceeds that of best to worst.
        ratio: f64,
        /// Up to which ratio the same authors call the judgements consistent; `None` outside their table (3 to 9
        /// children, whole best-to-worst ratios 3 to 9).
        threshold: Option<f64>,
        /// The comparison that fits the shares least; `None` when all fit.
        worst: Option<WorstPair>,
    },
}

impl Consistency {
    /// The consistency ratio; `None` where none is defined.
    pub fn ratio(&self) -> Option<f64> {
        match self {
            Self::Comparisons { ratio, .. } => *ratio,
            Self::BestWorst { ratio, .. } => Some(*ratio),
        }
    }

    /// The comparison to look at first.
    pub fn worst(&self) -> Option<&WorstPair> {
        match self {
            Self::Comparisons { worst, .. } | Self::BestWorst { worst, .. } => worst.as_ref(),
        }
    }

    /// Whether the literature calls this consistent enough; `None` where it gives no bound.
    pub fn acceptable(&self) -> Option<bool> {
        match self {
            Self::Comparisons { ratio, .. } => ratio.map(|ratio| ratio < super::CONSISTENT),
            Self::BestWorst { ratio, threshold, .. } if *ratio > 0.0 => threshold.map(|most| *ratio <= most),
            Self::BestWorst { .. } => Some(true),
        }
    }
}

/// A comparison that fits the others badly, turned so that the ratio given is at least 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorstPair {
    /// The child called more important.
    pub of: String,
    /// The other child.
    pub over: String,
    /// How many times as important it is called, 1 or more.
    pub given: f64,
    /// The ratio that would fit: for pairwise comparisons what all others lead to without this one, for best–worst
    /// that of the shares.
    pub fitting: f64,
}

impl Derived {
    /// Shares of one judgement that cannot contradict itself.
    pub(super) fn plain(shares: Vec<f64>) -> Self {
        Self { shares, spread: None, people: Vec::new(), farthest: None, consistency: None }
    }

    /// Shares of several people; their distances are filled in here.
    pub(super) fn of_people(shares: Vec<f64>, mut people: Vec<PersonShares>) -> Self {
        for person in &mut people {
            let apart = person.shares.iter().zip(&shares).map(|(own, all)| (own - all).abs());
            person.distance = apart.sum::<f64>() / 2.0;
        }
        let spread = (people.len() > 1).then(|| (0..shares.len()).map(|at| spread(&people, at)).collect());
        Self { farthest: farthest(&people), spread, people, shares, consistency: None }
    }

    /// The same with children in another order: `places` tells where each now stands.
    pub(super) fn arranged(mut self, places: &[usize]) -> Self {
        self.shares = arranged(&self.shares, places);
        self.spread = self.spread.map(|spread| arranged(&spread, places));
        for person in &mut self.people {
            person.shares = arranged(&person.shares, places);
        }
        self
    }
}

fn arranged<T: Copy>(list: &[T], places: &[usize]) -> Vec<T> {
    places.iter().filter_map(|at| list.get(*at).copied()).collect()
}

fn spread(people: &[PersonShares], at: usize) -> Spread {
    let shares: Vec<f64> = people.iter().map(|person| person.shares[at]).collect();
    Spread {
        min: shares.iter().copied().fold(f64::INFINITY, f64::min),
        max: shares.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        deviation: crate::stat::rows::variance(&shares).sqrt(),
    }
}

fn farthest(people: &[PersonShares]) -> Option<usize> {
    let most = people.iter().map(|person| person.distance).fold(0.0, f64::max);
    // Distances equal but for rounding name nobody.
    let mut far = people.iter().enumerate().filter(|(_, person)| person.distance >= most - 1e-12);
    let (at, _) = far.next()?;
    (people.len() > 2 && far.next().is_none()).then_some(at)
}
