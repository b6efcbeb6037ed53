//! Points: swing weights of one judgement, and a budget that several people share out.

use std::collections::BTreeMap;

use super::children::Children;
use super::derived::{Derived, PersonShares};
use super::error::{Fault, Who};
use super::judgement::Person;

/// Shares in proportion to points.
pub(super) fn swing(points: &BTreeMap<String, f64>, children: &Children<'_>) -> Result<Derived, Vec<Fault>> {
    shares(points, children, None).map(Derived::plain)
}

/// The mean of everybody's shares.
pub(super) fn budget(people: &[Person], children: &Children<'_>) -> Result<Derived, Vec<Fault>> {
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for (at, person) in people.iter().enumerate() {
        let who = Who { number: at + 1, name: Some(person.name.clone()) };
        match shares(&person.points, children, Some(&who)) {
            Ok(shares) => {
                all.push(PersonShares { name: who.name, shares, distance: 0.0, consistency: None });
            }
            Err(own) => faults.extend(own),
        }
    }
    if people.is_empty() {
        faults.push(Fault::NobodyJudged);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mean = |at: usize| all.iter().map(|person| person.shares[at]).sum::<f64>() / all.len() as f64;
    Ok(Derived::of_people((0..children.len()).map(mean).collect(), all))
}

fn shares(
    points: &BTreeMap<String, f64>,
    children: &Children<'_>,
    who: Option<&Who>,
) -> Result<Vec<f64>, Vec<Fault>> {
    let mut faults = children.faults(points.keys().map(String::as_str), &[], who);
    let outside = points.iter().filter(|(_, found)| !(0.0..=100.0).contains(*found));
    faults.extend(outside.map(|(child, found)| Fault::BadPoints {
        child: child.clone(),
        found: *found,
        who: who.cloned(),
    }));
    // Both are in the order of identifiers once nobody is unknown or missing.
    let sum: f64 = points.values().sum();
    if faults.is_empty() && sum <= 0.0 {
        faults.push(Fault::AllZero { who: who.cloned() });
    }
    if faults.is_empty() { Ok(points.values().map(|point| point / sum).collect()) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weight::Weighting;

    fn points(given: &[(&str, f64)]) -> BTreeMap<String, f64> {
        given.iter().map(|(id, points)| ((*id).to_owned(), *points)).collect()
    }

    fn person(name: &str, a: f64, b: f64) -> Person {
        Person { name: name.to_owned(), points: points(&[("a", a), ("b", b)]) }
    }

    #[test]
    fn swings_by_hand() {
        let swing = Weighting::Swing { points: points(&[("a", 100.0), ("b", 60.0), ("c", 40.0)]) };
        assert_eq!(swing.derive(&["c", "a", "b"]).unwrap().shares, [0.2, 0.5, 0.3]);
    }

    #[test]
    fn a_budget_by_hand() {
        let people = vec![person("x", 50.0, 50.0), person("y", 60.0, 40.0), person("z", 5.0, 45.0)];
        let found = Weighting::Budget { people }.derive(&["a", "b"]).unwrap();
        // Shares of a: 0.5, 0.6, 0.1: mean 0.4, squares 0.01 + 0.04 + 0.09 = 0.14.
        assert!((found.shares[0] - 0.4).abs() < 1e-15);
        let spread = found.spread.unwrap()[0];
        assert_eq!((spread.min, spread.max), (0.1, 0.6));
        assert!((spread.deviation - 0.07_f64.sqrt()).abs() < 1e-15);
        assert_eq!((found.farthest, found.people[2].name.as_deref()), (Some(2), Some("z")));
        assert!((found.people[2].distance - 0.3).abs() < 1e-15);
    }

    #[test]
    fn of_two_people_neither_is_the_farthest() {
        let people = vec![person("x", 50.0, 50.0), person("y", 60.0, 40.0)];
        assert_eq!(Weighting::Budget { people }.derive(&["a", "b"]).unwrap().farthest, None);
    }

    #[test]
    fn faults_of_everybody_are_told() {
        let people = vec![person("x", 0.0, 0.0), person("y", f64::NAN, 101.0), person("z", 1.0, -1.0)];
        let faults = Weighting::Budget { people }.derive(&["a", "b"]).unwrap_err().faults;
        assert!(matches!(&faults[0], Fault::AllZero { who: Some(who) } if who.name.as_deref() == Some("x")));
        assert_eq!(faults.iter().filter(|fault| matches!(fault, Fault::BadPoints { .. })).count(), 3);
        let nobody = Weighting::Budget { people: vec![] }.derive(&["a"]).unwrap_err();
        assert_eq!(nobody.faults, [Fault::NobodyJudged]);
    }
}
