//! The children of a node in the order of their identifiers, in which all sums run.

use std::collections::BTreeSet;

use super::error::{Fault, WeightingError, Who};

/// Distinct identifiers, sorted.
pub(super) struct Children<'a> {
    ids: Vec<&'a str>,
}

impl<'a> Children<'a> {
    pub(super) fn of(children: &[&'a str]) -> Result<Self, WeightingError> {
        let mut ids = children.to_vec();
        ids.sort_unstable();
        let doubled = ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        let mut faults: Vec<Fault> =
            doubled.map(|same| Fault::DoubledChild { child: same[0].to_owned() }).collect();
        if ids.is_empty() {
            faults.push(Fault::NoChildren);
        }
        if faults.is_empty() { Ok(Self { ids }) } else { Err(WeightingError { faults }) }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn ids(&self) -> &[&'a str] {
        &self.ids
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// Where each of the children as the caller ordered them stands among the sorted.
    pub(super) fn places(&self, children: &[&str]) -> Vec<usize> {
        children.iter().filter_map(|id| self.position(id)).collect()
    }

    /// The identifier at a position that came from here.
    pub(super) fn id(&self, at: usize) -> String {
        self.ids.get(at).copied().unwrap_or_default().to_owned()
    }

    /// Faults of names against the children but `except`: those unknown, those told twice, those left out.
    pub(super) fn faults<'b>(
        &self,
        named: impl Iterator<Item = &'b str>,
        except: &[&str],
        who: Option<&Who>,
    ) -> Vec<Fault> {
        let (mut seen, mut faults) = (BTreeSet::new(), Vec::new());
        for name in named {
            let (child, by) = (name.to_owned(), who.cloned());
            if self.position(name).is_none() {
                faults.push(Fault::Unknown { child, who: by });
            } else if !seen.insert(name) {
                faults.push(Fault::Doubled { child, who: by });
            }
        }
        let absent = self.ids.iter().filter(|id| !seen.contains(*id) && !except.contains(id));
        faults.extend(absent.map(|id| Fault::Missing { child: (*id).to_owned(), who: who.cloned() }));
        faults
    }
}
