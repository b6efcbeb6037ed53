//! Rank-order centroid weights.

use super::children::Children;
use super::derived::Derived;
use super::error::Fault;
use super::judgement::Place;

/// Centroid weights of the places in `order`; tied children share the mean of theirs.
pub(super) fn derive(order: &[Place], children: &Children<'_>) -> Result<Derived, Vec<Fault>> {
    let named = order.iter().flat_map(Place::members).map(String::as_str);
    let faults = children.faults(named, &[], None);
    if !faults.is_empty() {
        return Err(faults);
    }
    let centroid = centroid(children.len());
    let mut shares = vec![0.0; children.len()];
    let mut taken = 0;
    for place in order {
        let ids = place.members();
        let mean = centroid.iter().skip(taken).take(ids.len()).sum::<f64>() / ids.len() as f64;
        for at in ids.iter().filter_map(|id| children.position(id)) {
            shares[at] = mean;
        }
        taken += ids.len();
    }
    Ok(Derived::plain(shares))
}

/// `w_k = (1/m) Σ_{i=k..m} 1/i` for k = 1 … m.
fn centroid(m: usize) -> Vec<f64> {
    let mut sum = 0.0;
    let mut weights: Vec<f64> = (1..=m)
        .rev()
        .map(|i| {
            sum += 1.0 / i as f64;
            sum / m as f64
        })
        .collect();
    weights.reverse();
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weight::Weighting;

    fn one(id: &str) -> Place {
        Place::One(id.to_owned())
    }

    #[test]
    fn three_by_hand() {
        // (1/3)(1 + 1/2 + 1/3) = 11/18, (1/3)(1/2 + 1/3) = 5/18, (1/3)(1/3) = 2/18.
        for (found, by_hand) in centroid(3).iter().zip([11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]) {
            assert!((found - by_hand).abs() < 1e-15);
        }
    }

    #[test]
    fn tied_children_share_their_mean() {
        let order = vec![one("a"), Place::Tied(vec!["b".to_owned(), "c".to_owned()])];
        let shares = Weighting::Ranks { order }.derive(&["a", "b", "c"]).unwrap().shares;
        assert!((shares[1] - 7.0 / 36.0).abs() < 1e-15 && shares[1] == shares[2]);
    }

    #[test]
    fn every_fault_is_named() {
        let order = vec![one("a"), one("x"), one("a"), one("y")];
        let faults = Weighting::Ranks { order }.derive(&["a", "b", "c"]).unwrap_err().faults;
        let of = |child: &str| (child.to_owned(), None);
        let [(x, who), (a, _), (y, _), (b, _), (c, _)] = ["x", "a", "y", "b", "c"].map(of);
        let expected = [
            Fault::Unknown { child: x, who: who.clone() },
            Fault::Doubled { child: a, who: who.clone() },
            Fault::Unknown { child: y, who: who.clone() },
            Fault::Missing { child: b, who: who.clone() },
            Fault::Missing { child: c, who },
        ];
        assert_eq!(faults, expected);
    }
}
