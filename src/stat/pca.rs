//! Principal components of the correlation matrix (K. Pearson 1901, H. Hotelling 1933): along which few directions
//! standardised columns differ most.

use super::correlation::straight;
use super::eigen::{Eigen, symmetric};
use super::rows::complete;

/// Principal components, the strongest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Components {
    /// Rows at which every column has a value; the others took no part.
    pub rows: usize,
    /// One component for each column.
    pub components: Vec<Component>,
}

/// One principal component.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Its variance in units of one standardised column; all together sum to the number of columns.
    pub eigenvalue: f64,
    /// Its share of all variance, 0 to 1.
    pub explained: f64,
    /// Direction of length 1, one entry for each column; the largest entry is positive.
    pub vector: Vec<f64>,
    /// Correlation of each column with the component, −1 to 1: `vector · √eigenvalue`.
    pub loadings: Vec<f64>,
}

/// Principal components of `columns` over their complete rows; `None` without a column, of fewer than two complete
/// rows, or when a column is constant over them.
///
/// ```
/// let (a, b) = ([1.0, 2.0, 3.0], [1.0, 3.0, 2.0]);
/// // r = 1/2: eigenvalues 1 ± 1/2.
/// let found = negah::stat::pca::components(&[&a, &b]).unwrap();
/// assert!((found.components[0].eigenvalue - 1.5).abs() < 1e-12);
/// assert!((found.components[0].explained - 0.75).abs() < 1e-12);
/// ```
pub fn components(columns: &[&[f64]]) -> Option<Components> {
    let columns = complete(columns);
    let rows = columns.first()?.len();
    let row = |a: &Vec<f64>| columns.iter().map(|b| straight(a, b)).collect::<Option<Vec<f64>>>();
    let mut correlations = columns.iter().map(row).collect::<Option<Vec<_>>>()?;
    for (at, row) in correlations.iter_mut().enumerate() {
        row[at] = 1.0;
    }
    let k = columns.len() as f64;
    let component = |Eigen { value, vector }| {
        // Dependent columns leave an eigenvalue of 0, which rounding may carry below.
        let eigenvalue = f64::max(value, 0.0);
        let loadings = vector.iter().map(|entry| entry * eigenvalue.sqrt()).collect();
        Component { eigenvalue, explained: eigenvalue / k, vector, loadings }
    };
    Some(Components { rows, components: symmetric(&correlations).into_iter().map(component).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_and_its_opposite_are_one_direction() {
        let (a, b) = ([1.0, 2.0, 4.0, f64::NAN], [-2.0, -4.0, -8.0, 1.0]);
        let found = components(&[&a, &b]).unwrap();
        assert_eq!(found.rows, 3);
        assert!((found.components[0].eigenvalue - 2.0).abs() < 1e-12);
        assert!(found.components[0].loadings[0] > 0.999 && found.components[0].loadings[1] < -0.999);
        assert!(found.components[1].explained < 1e-12);
    }

    #[test]
    fn nothing_to_say() {
        assert_eq!(components(&[]), None);
        assert_eq!(components(&[&[1.0, 1.0]]), None);
        assert_eq!(components(&[&[1.0, f64::NAN], &[1.0, 2.0]]), None);
    }
}
