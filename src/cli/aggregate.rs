//! `negah aggregate`: groups of areas.

use super::args;
use super::load::{self, Loaded};
use super::session::{Failure, Session, shown};
use crate::aggregate::{GroupBy, Grouping, group};
use crate::export::{Flavour, GroupTable, group_table};
use crate::filter::AreaSet;
use crate::snapshot::Snapshot;

/// Groups areas, and with a scenario says how need is spread among them.
pub fn aggregate(args: &args::Aggregate, session: &mut Session) -> Result<(), Failure> {
    if args.csv.as_deref() == Some("-") && args.json.as_deref() == Some("-") {
        return Err(Failure::Usage("only one output can go to standard output".to_owned()));
    }
    let table = table(args, session)?;
    let language = session.language;
    let flavour = if args.bom { Flavour::Spreadsheet } else { Flavour::Exact };
    if let Some(path) = &args.json {
        session.write(path, table.json().as_bytes())?;
    }
    // CSV to standard output is what comes when nothing else is asked for.
    match (&args.csv, &args.json) {
        (None, Some(_)) => Ok(()),
        (path, _) => {
            let path = path.as_deref().unwrap_or("-");
            session.write(path, table.csv(flavour, language).as_bytes())
        }
    }
}

fn table(args: &args::Aggregate, session: &mut Session) -> Result<GroupTable, Failure> {
    let by = &args.by.0;
    if args.scenario.is_none() && !matches!(by, GroupBy::Decile | GroupBy::Tier) {
        let Loaded { snapshot, .. } = load::snapshot(&args.snapshot, session)?;
        let everything = AreaSet::all(snapshot.n_areas());
        let grouping = grouping(&snapshot, by, &[], &args.snapshot)?;
        return Ok(group_table(&snapshot, (&everything, snapshot.latest_period()), &grouping, None));
    }
    let case = load::run(&args.snapshot, args.scenario.as_deref(), session)?;
    let (snapshot, outcome) = (&case.snapshot, &case.outcome);
    let grouping = grouping(snapshot, by, &outcome.bands(by), &args.snapshot)?;
    Ok(group_table(snapshot, (&outcome.set, outcome.period), &grouping, Some(outcome)))
}

/// Groups the areas of the snapshot at `path`; a level that it lacks is wrong use.
pub(super) fn grouping(
    snapshot: &Snapshot,
    by: &GroupBy,
    bands: &[u8],
    path: &str,
) -> Result<Grouping, Failure> {
    group(snapshot, by, bands).map_err(|unknown| {
        let levels: Vec<&str> = snapshot.divisions.levels.iter().map(|level| level.id.as_str()).collect();
        Failure::Usage(format!("{}: {unknown}; levels: {}", shown(path), levels.join(", ")))
    })
}
