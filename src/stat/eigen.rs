//! Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (C. G. J. Jacobi 1846).
//!
//! Chosen for small matrices: every step is +, ·, ÷ and √, so that the same matrix gives the same bytes everywhere,
//! and small eigenvalues come out as exact as large ones.

use crate::sorting::Sorting;

/// Sweeps over all pairs after which the search ends; ten are enough for matrices of hundreds of columns.
const SWEEPS: usize = 64;

/// An eigenvalue with its vector of length 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Eigen {
    /// The eigenvalue.
    pub value: f64,
    /// Its vector: the entry of largest size is positive, the first such where several are equally large.
    pub vector: Vec<f64>,
}

/// Eigenvalues of a symmetric matrix, largest first, equal ones in the order of the columns they come from.
/// Only the part above the diagonal, and the diagonal, are read; all rows have as many entries as there are rows.
///
/// ```
/// let found = negah::stat::eigen::symmetric(&[vec![2.0, 1.0], vec![1.0, 2.0]]);
/// assert!((found[0].value - 3.0).abs() < 1e-15 && (found[1].value - 1.0).abs() < 1e-15);
/// assert!((found[0].vector[0] - 0.5_f64.sqrt()).abs() < 1e-15);
/// ```
pub fn symmetric(matrix: &[Vec<f64>]) -> Vec<Eigen> {
    let n = matrix.len();
    let entry = |i: usize, j: usize| matrix[i.min(j)].get(i.max(j)).copied().unwrap_or(0.0);
    let mut turning = Turning {
        a: (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect(),
        vectors: (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect(),
    };
    for _ in 0..SWEEPS {
        let mut turned = false;
        for p in 0..n {
            for q in p + 1..n {
                turned |= turning.rotate(p, q);
            }
        }
        if !turned {
            break;
        }
    }
    let mut found: Vec<Eigen> = (0..n).map(|k| turning.pair(k)).collect();
    found.order_by(|a, b| b.value.total_cmp(&a.value));
    found
}

/// The matrix on its way to a diagonal, and the turns so far, vectors as columns.
struct Turning {
    a: Vec<Vec<f64>>,
    vectors: Vec<Vec<f64>>,
}

impl Turning {
    /// Turns the plane of `p` and `q` so that their entry vanishes; `false` where it is nothing already.
    fn rotate(&mut self, p: usize, q: usize) -> bool {
        let apq = self.a[p][q];
        let (app, aqq) = (self.a[p][p], self.a[q][q]);
        let nothing = f64::EPSILON * (app.abs() * aqq.abs()).sqrt() * 0.01;
        if apq == 0.0 || apq.abs() <= nothing {
            return false;
        }
        // The smaller of the two angles: t = tan φ, with tan 2φ = 2 a_pq / (a_qq − a_pp).
        let theta = (aqq - app) / (2.0 * apq);
        let size = 1.0 / (theta.abs() + (theta * theta + 1.0).sqrt());
        let t = if theta < 0.0 { -size } else { size };
        let c = 1.0 / (t * t + 1.0).sqrt();
        let s = t * c;
        for row in &mut self.a {
            (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
        }
        for k in 0..self.a.len() {
            let (ap, aq) = (self.a[p][k], self.a[q][k]);
            (self.a[p][k], self.a[q][k]) = (c * ap - s * aq, s * ap + c * aq);
        }
        (self.a[p][q], self.a[q][p]) = (0.0, 0.0);
        for row in &mut self.vectors {
            (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
        }
        true
    }

    fn pair(&self, k: usize) -> Eigen {
        let mut vector: Vec<f64> = self.vectors.iter().map(|row| row[k]).collect();
        // Within rounding of the largest counts as equally large, so that rounding does not choose the sign.
        let largest = vector.iter().fold(0.0_f64, |size, x| size.max(x.abs()));
        let decides = vector.iter().find(|x| x.abs() >= largest * (1.0 - 1e-9));
        if decides.is_some_and(|x| *x < 0.0) {
            vector.iter_mut().for_each(|x| *x = -*x);
        }
        Eigen { value: self.a[k][k], vector }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn diagonal_and_empty_matrices() {
        assert!(symmetric(&[]).is_empty());
        let found = symmetric(&[vec![1.0, 0.0], vec![0.0, 4.0]]);
        assert_eq!(found[0], Eigen { value: 4.0, vector: vec![0.0, 1.0] });
    }

    proptest! {
        #[test]
        fn the_pairs_build_the_matrix_again(
            entries in prop::collection::vec(-5.0..5.0_f64, 36), n in 1..6_usize,
        ) {
            let matrix: Vec<Vec<f64>> =
                (0..n).map(|i| (0..n).map(|j| entries[i.min(j) * 6 + i.max(j)]).collect()).collect();
            let found = symmetric(&matrix);
            for i in 0..n {
                for j in 0..n {
                    let built: f64 = found.iter().map(|e| e.value * e.vector[i] * e.vector[j]).sum();
                    prop_assert!((built - matrix[i][j]).abs() < 1e-12);
                    let product: f64 = (0..n).map(|k| found[i].vector[k] * found[j].vector[k]).sum();
                    prop_assert!((product - f64::from(u8::from(i == j))).abs() < 1e-13);
                }
            }
        }
    }
}
