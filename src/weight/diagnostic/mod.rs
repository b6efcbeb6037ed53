//! Weights that the data themselves suggest, to be shown beside the chosen ones and never used unasked: what differs
//! most between areas is not for that reason what matters most.
//!
//! All methods read the same rows, those at which every column has a value ([`complete`]), and leave out constant
//! columns, which get 0 and are named. Columns are turned so that more always means more need.

mod critic;
mod deviation;
mod entropy;
mod principal;

use serde::Serialize;

use crate::stat::rows::{complete, is_constant};
use crate::text::Language;

/// A method that suggests weights from data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Diagnostic {
    /// How unevenly a column is spread over the areas, by Shannon's entropy of their parts of the column's sum:
    /// `w ∝ 1 + Σ p·ln p / ln n`, `p = x / Σ x` (C. L. Hwang and K. Yoon 1981). Columns must not be negative; their
    /// unit is of no matter, their zero is.
    Entropy,
    /// How much a column differs, and from the others: `w ∝ σ_j · Σ_k (1 − r_jk)` with σ of the column brought to 0…1
    /// and r Pearson's (CRITIC; D. Diakoulaki, G. Mavrotas and L. Papayannakis 1995).
    Critic,
    /// How much a column differs: `w ∝ s`, the standard deviation of the column as given, which therefore has to be on
    /// the common scale already.
    Deviation,
    /// How far a column goes with the strongest common direction: its squared entry in the first principal component
    /// of the correlation matrix (the squared loadings as shares of the eigenvalue; OECD and JRC 2008, "Handbook on
    /// constructing composite indicators", without its rotation and grouping of several components).
    Principal,
}

impl Diagnostic {
    /// All methods, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Entropy, Self::Critic, Self::Deviation, Self::Principal];
}

/// Weights that data suggest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// Share of each column, 0 to 1; they sum to 1.
    pub shares: Vec<f64>,
    /// Positions of the columns that are constant over the rows read, ascending; their share is 0.
    pub constant: Vec<usize>,
    /// How many rows had a value in every column and were read.
    pub rows: usize,
}

/// Why data suggest no weights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum DiagnosticError {
    /// Fewer than two rows have a value in every column.
    #[error("fewer than two areas have a value in every column")]
    TooFewRows,
    /// No column tells the areas apart.
    #[error("all columns are constant")]
    AllConstant,
    /// Entropy is of parts of a whole, which cannot be negative.
    #[error("entropy needs columns without negative values")]
    Negative {
        /// Positions of the columns with a negative value, ascending.
        columns: Vec<usize>,
    },
    /// All columns say the same, and CRITIC weighs what differs.
    #[error("all columns say the same")]
    AllAlike,
}

impl DiagnosticError {
    /// The reason in the reader's words.
    pub fn text(&self, language: Language) -> String {
        let persian = match self {
            _ if language == Language::En => return self.to_string(),
            Self::TooFewRows => "کمتر از دو مورد در همهٔ ستون‌ها مقدار دارند",
            Self::AllConstant => "همهٔ ستون‌ها ثابت‌اند",
            Self::Negative { .. } => "روش آنتروپی مقدار منفی نمی‌پذیرد",
            Self::AllAlike => "همهٔ ستون‌ها یک چیز را نشان می‌دهند",
        };
        persian.to_owned()
    }
}

/// Weights that `columns` suggest by one method; `NaN` is a gap, and a row with a gap is not read.
///
/// ```
/// use negah::weight::diagnostic::{Diagnostic, suggest};
/// let (a, b, c) = ([0.0, 50.0, 100.0], [0.0, 25.0, 50.0], [7.0; 3]);
/// // Deviations 50, 25 and 0.
/// let found = suggest(Diagnostic::Deviation, &[&a, &b, &c])?;
/// assert_eq!((found.shares, found.constant), (vec![2.0 / 3.0, 1.0 / 3.0, 0.0], vec![2]));
/// # Ok::<(), negah::weight::diagnostic::DiagnosticError>(())
/// ```
///
/// # Errors
/// When there is too little to tell apart, or the method does not fit the columns.
pub fn suggest(method: Diagnostic, columns: &[&[f64]]) -> Result<Suggestion, DiagnosticError> {
    let columns = complete(columns);
    let rows = columns.first().map_or(0, Vec::len);
    if rows < 2 {
        return Err(DiagnosticError::TooFewRows);
    }
    let (constant, varied): (Vec<usize>, Vec<usize>) =
        (0..columns.len()).partition(|at| is_constant(&columns[*at]));
    let read: Vec<&[f64]> = varied.iter().map(|at| columns[*at].as_slice()).collect();
    let raw = match (method, read.len()) {
        (_, 0) => return Err(DiagnosticError::AllConstant),
        (Diagnostic::Entropy, _) => {
            let negative = varied.iter().filter(|at| columns[**at].iter().any(|x| *x < 0.0));
            let negative: Vec<usize> = negative.copied().collect();
            if !negative.is_empty() {
                return Err(DiagnosticError::Negative { columns: negative });
            }
            entropy::raw(&read)
        }
        // One column differs from no other, and yet is all there is.
        (_, 1) => vec![1.0],
        (Diagnostic::Critic, _) => critic::raw(&read),
        (Diagnostic::Deviation, _) => deviation::raw(&read),
        (Diagnostic::Principal, _) => principal::raw(&read),
    };
    let sum: f64 = raw.iter().sum();
    if sum <= 0.0 || !sum.is_finite() {
        return Err(DiagnosticError::AllAlike);
    }
    let mut shares = vec![0.0; columns.len()];
    varied.iter().zip(&raw).for_each(|(at, weight)| shares[*at] = weight / sum);
    Ok(Suggestion { shares, constant, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_said_has_a_reason() {
        let all = |columns: &[&[f64]]| Diagnostic::ALL.map(|method| suggest(method, columns).unwrap_err());
        assert_eq!(all(&[]), [const { DiagnosticError::TooFewRows }; 4]);
        assert_eq!(all(&[&[1.0, f64::NAN], &[f64::NAN, 1.0]]), [const { DiagnosticError::TooFewRows }; 4]);
        assert_eq!(all(&[&[1.0, 1.0]]), [const { DiagnosticError::AllConstant }; 4]);
        let negative = suggest(Diagnostic::Entropy, &[&[1.0, 2.0], &[-1.0, 2.0]]).unwrap_err();
        assert_eq!(negative, DiagnosticError::Negative { columns: vec![1] });
        let alike = suggest(Diagnostic::Critic, &[&[1.0, 2.0], &[2.0, 4.0]]).unwrap_err();
        assert_eq!(alike.text(Language::Fa), "همهٔ ستون‌ها یک چیز را نشان می‌دهند");
    }

    #[test]
    fn one_column_is_all_there_is() {
        for method in Diagnostic::ALL {
            let found = suggest(method, &[&[3.0, 3.0, 3.0], &[1.0, 2.0, f64::NAN]]).unwrap();
            assert_eq!((found.shares, found.rows), (vec![0.0, 1.0], 2));
        }
    }

    proptest! {
        #[test]
        fn shares_are_a_whole_and_follow_their_columns(
            rows in prop::collection::vec((0.0..9.0_f64, 0.0..9.0_f64, 0.0..9.0_f64), 6..30),
        ) {
            let [a, b, c]: [Vec<f64>; 3] =
                [rows.iter().map(|r| r.0).collect(), rows.iter().map(|r| r.1).collect(), rows.iter().map(|r| r.2).collect()];
            let scaled: Vec<Vec<f64>> = [&a, &b, &c].map(|column| column.iter().map(|x| x * 4.0).collect()).to_vec();
            for method in Diagnostic::ALL {
                let found = suggest(method, &[&a, &b, &c]).unwrap().shares;
                prop_assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                prop_assert!(found.iter().all(|share| *share >= 0.0));
                let turned = suggest(method, &[&c, &a, &b]).unwrap().shares;
                let larger = suggest(method, &[&scaled[0], &scaled[1], &scaled[2]]).unwrap().shares;
                for at in 0..3 {
                    prop_assert!((found[at] - turned[(at + 1) % 3]).abs() < 1e-7);
                    prop_assert!((found[at] - larger[at]).abs() < 1e-9);
                }
            }
        }
    }
}
