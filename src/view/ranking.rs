//! The ranking as the table shows it, and the finding above it.

use crate::case::Case;
use crate::insight::heaviest_burden;
use crate::pipeline::Outcome;
use crate::scenario::Scenario;
use crate::snapshot::Snapshot;
use crate::text::Msg;

use super::Words;
use super::burden::{cases_name, left_out_text};
use super::choices::{flat_words, method_name, scale_name};
use super::lost::{Lost, lost_groups};
use super::method_form::common_scale;
use super::need::need_name;
use super::palette::colours;

/// What a table row says.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingRow {
    /// Position of the area.
    pub area: usize,
    /// Rank among the areas that count.
    pub rank: String,
    /// Whether it shares its rank.
    pub tied: bool,
    /// Rank among all areas, while a filter leaves some of them out.
    pub overall: Option<String>,
    /// Name.
    pub name: String,
    /// Where it lies.
    pub whereabouts: String,
    /// Inhabitants.
    pub population: String,
    /// Each top node's contribution: colour, share of the highest score in per cent (not negative), words.
    pub parts: Vec<(usize, f64, String)>,
    /// That it was scored without a whole domain, for lack of data; `None` where none is missing.
    pub lost: Option<Lost>,
    /// Score.
    pub score: String,
    /// Share of the weight that rests on data.
    pub coverage: String,
    /// Whether the coverage is low enough to be marked.
    pub low_coverage: bool,
    /// Tier.
    pub tier: String,
}

/// One row in words.
pub fn ranking_row(case: &Case, area: usize, words: Words) -> RankingRow {
    let Case { snapshot, outcome, .. } = case;
    let ranked = &outcome.ranked;
    let why = outcome.explain(area);
    let highest =
        ranked.overall.order.first().and_then(|at| outcome.scored.scores.get(*at as usize)).unwrap_or(1.0);
    // Under a flat method the bars take the weighted index apart, whose length says nothing of the score.
    let whole = if outcome.is_additive() { highest } else { why.value.unwrap_or(1.0) };
    let rank = ranked.ranking.rank(area);
    let overall = ranked.overall.rank(area).filter(|_| !outcome.set.is_all());
    let coverage = outcome.scored.scores.coverage.get(area).copied().unwrap_or_default();
    let colours = colours(snapshot, why.children.iter().map(|child| child.id.as_str()));
    let part = |(child, colour): (&crate::score::NodeValue, usize)| {
        let width = 100.0 * (child.contribution / whole).max(0.0);
        let name = need_name(case, &child.id, words);
        (colour, width, format!("{name}: {}", words.score(Some(child.contribution))))
    };
    RankingRow {
        area,
        rank: rank.map_or_else(|| words.number(None, 0), |rank| words.int(rank as usize)),
        tied: ranked.ranking.is_tied(area),
        overall: overall.map(|overall| words.int(overall as usize)),
        name: words.area(snapshot, area),
        whereabouts: words.division_of(snapshot, area),
        population: words
            .number(snapshot.population_column(outcome.period).and_then(|column| column.get(area)), 0),
        parts: why.children.iter().zip(colours).filter(|_| why.value.is_some()).map(part).collect(),
        lost: lost_groups(case, &why, words),
        score: score_text(outcome, area, words),
        coverage: words.percent(Some(coverage)),
        low_coverage: coverage < 0.8,
        tier: match ranked.tiers.get(area) {
            Some(tier) if *tier > 0 => words.int(usize::from(*tier)),
            _ => words.number(None, 0),
        },
    }
}

/// Decimals that tell the scores apart: a flat method's may lie between 0 and 1.
pub(super) fn score_decimals(outcome: &Outcome) -> u8 {
    let ends = outcome.ranked.overall.order.first().into_iter().chain(outcome.ranked.overall.order.last());
    let scores = ends.filter_map(|at| outcome.scored.scores.get(*at as usize));
    let largest = scores.map(f64::abs).fold(0.0, f64::max);
    if outcome.is_additive() || largest >= 10.0 { 1 } else { 3 }
}

/// The score of an area, with as many decimals as tell the scores apart, and this one from the bounds that the scenario
/// sets to it.
pub fn score_text(outcome: &Outcome, area: usize, words: Words) -> String {
    words.among(outcome.scored.scores.get(area), &outcome.ranked.bars, score_decimals(outcome))
}

/// That the bars show the weighted index and not the score, where a flat method scores.
pub fn bars_note(scenario: &Scenario, words: Words) -> Option<String> {
    let method = scenario.flat.as_ref()?;
    Some(words.fill_one(Msg::BarsOfIndex, words.say(flat_words(Some(method)).0)))
}

/// That a flat method takes areas with every indicator alone, where that leaves some without a score.
pub fn gaps_note(outcome: &Outcome, words: Words) -> Option<String> {
    let unscored = outcome.ranked.ranking.unscored.len();
    let told = !outcome.is_additive() && unscored > 0;
    told.then(|| words.fill_one(Msg::FlatGaps, &words.int(unscored)))
}

/// The computed finding above the table: what the first areas carry.
pub fn headline(case: &Case, words: Words) -> String {
    let Case { snapshot, outcome, .. } = case;
    let cut = &outcome.ranked.cut;
    let first = the_list(case, words);
    let Some(share) = cut.population_share.filter(|_| cut.count > 0) else {
        let total = words.int(outcome.ranked.ranking.len());
        // Under a filter it has been said already among how many.
        let among = [("first", first.as_str()), ("total", &total)];
        let list = if outcome.set.is_all() { words.fill(Msg::HeadlinePlain, &among) } else { first };
        let is_unknown = cut.count > 0 && snapshot.population_column(outcome.period).is_some();
        return if is_unknown { words.fill_one(Msg::HeadlineUnknown, &list) } else { list };
    };
    let of = if cut.is_partly_known() { Msg::OfKnownPeople } else { Msg::OfPeople };
    let people = words.fill_one(of, &words.percent(Some(share)));
    let burden = heaviest_burden(case).filter(|own| own.share > share * 1.1);
    let cases = burden.and_then(|own| cases_name(snapshot, &snapshot.indicators[own.indicator], words));
    let text = match burden.zip(cases) {
        Some((burden, cases)) => words.fill(
            Msg::HeadlineBurden,
            &[
                ("first", &first),
                ("people", &people),
                ("share", &words.percent(Some(burden.share))),
                ("cases", &cases),
                ("left_out", &left_out_text(snapshot, burden.left_out, words)),
            ],
        ),
        None => words.fill(Msg::HeadlinePeople, &[("first", &first), ("people", &people)]),
    };
    words.with_unknown(text, cut.population_unknown)
}

/// What the list consists of: the first so many areas, or, where decisions outside the rule have changed it, how many of
/// which first ones and how many by decision. Under a filter, among how many.
fn the_list(case: &Case, words: Words) -> String {
    let Case { snapshot, outcome, .. } = case;
    let (cut, ranked) = (&outcome.ranked.cut, &outcome.ranked);
    let above = ranked.ranking.order.get(..cut.line).unwrap_or_default();
    let by_rank = above.iter().filter(|at| outcome.in_list(**at as usize)).count();
    let (removed, added) = (above.len() - by_rank, cut.count.saturating_sub(by_rank));
    let level = words.area_level(snapshot);
    let (unit, first_unit) = (level.clone(), words.ezafe(&level));
    let key = match (removed, added, by_rank) {
        (0, 0, _) => Msg::TheFirst,
        (_, _, 0) => Msg::TheListDecided,
        (_, 0, _) => Msg::TheListWithout,
        (0, ..) => Msg::TheListWith,
        _ => Msg::TheListWithBoth,
    };
    let [n, line, kept, removed, added] =
        [cut.count, cut.line, by_rank, removed, added].map(|count| words.int(count));
    let values = [
        ("n", n.as_str()),
        ("line", &line),
        ("kept", &kept),
        ("removed", &removed),
        ("added", &added),
        ("unit", &unit),
        ("unit_of", &first_unit),
    ];
    let list = words.fill(key, &values);
    if outcome.set.is_all() {
        return list;
    }
    let n = words.int(outcome.set.count());
    words.fill(Msg::AmongFiltered, &[("list", &list), ("n", &n), ("unit_of", &first_unit)])
}

/// The rank of an area with how many are ranked; under a filter the rank in it and the rank in all, told apart.
pub fn rank_text(outcome: &Outcome, area: usize, words: Words) -> String {
    let of = |ranking: &crate::rank::Ranking| {
        let rank = ranking.rank(area).map_or_else(|| words.number(None, 0), |rank| words.int(rank as usize));
        words.fill(Msg::RankOf, &[("rank", &rank), ("n", &words.int(ranking.len()))])
    };
    let own = of(&outcome.ranked.ranking);
    if outcome.set.is_all() {
        return own;
    }
    words.fill(Msg::RankBoth, &[("rank", &own), ("overall", &of(&outcome.ranked.overall))])
}

/// How many areas count and by what method, in one line.
pub fn method_line(case: &Case, words: Words) -> String {
    let Case { snapshot, scenario, outcome, .. } = case;
    let method = match &scenario.flat {
        Some(flat) => flat_words(Some(flat)).0,
        None => method_name(scenario.index.method),
    };
    let n = outcome.set.count();
    let mean = outcome.mean_coverage();
    words.fill(
        Msg::MethodLine,
        &[
            ("n", &words.int(n)),
            ("total", &words.int(snapshot.n_areas())),
            ("unit", &words.area_level(snapshot)),
            ("method", words.say(method)),
            ("scale", words.say(scale_name(common_scale(scenario)))),
            ("coverage", &words.percent(Some(mean))),
        ],
    )
}

/// What the divisions that areas lie in directly are called: their level's name, where it is one.
pub fn division_head(snapshot: &Snapshot, words: Words) -> String {
    let tree = &snapshot.divisions;
    let mut levels = snapshot.areas.division.iter().flatten().map(|unit| tree.units[*unit as usize].level);
    let first = levels.next();
    let level = first.filter(|first| levels.all(|own| own == *first)).and_then(|at| tree.levels.get(at));
    level.map_or_else(|| words.say(Msg::Division).to_owned(), |level| words.label(&level.name))
}

/// The cut line on paper: what stands on it, and after which rank it is drawn.
pub fn printed_cut(case: &Case, words: Words) -> String {
    let outcome = &*case.outcome;
    let label = cut_label(case, words);
    let ranking = &outcome.ranked.ranking;
    let last = outcome.ranked.cut.line.checked_sub(1).and_then(|at| ranking.order.get(at));
    match last.and_then(|at| ranking.rank(*at as usize)) {
        Some(rank) => words.fill(Msg::PrintCut, &[("cut", &label), ("rank", &words.int(rank as usize))]),
        None => label,
    }
}

/// What stands on the cut line.
pub fn cut_label(case: &Case, words: Words) -> String {
    let Case { snapshot, outcome, .. } = case;
    let cut = &outcome.ranked.cut;
    let (n, unit) = (words.int(cut.count), words.area_level(snapshot));
    let line = if snapshot.population_column(outcome.period).is_some() {
        let people = words.people_known(cut.population, cut.population_unknown);
        words.fill(Msg::CutLine, &[("n", &n), ("unit", &unit), ("people", &people)])
    } else {
        words.fill(Msg::CutLineBare, &[("n", &n), ("unit", &unit)])
    };
    super::locks::lock_counts(outcome, words).map_or(line.clone(), |locks| format!("{line} · {locks}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::Cut;
    use crate::testing::{case_of, small_snapshot};
    use crate::text::Language;

    fn case(snapshot: &Snapshot) -> Case {
        let scenario = Scenario { cut: Cut::Count(1), ..Scenario::equal_weights(snapshot) };
        case_of(snapshot, &scenario)
    }

    #[test]
    fn a_row_in_words() {
        let snapshot = small_snapshot();
        let row = ranking_row(&case(&snapshot), 0, Words::default());
        assert_eq!((row.rank.as_str(), row.name.as_str()), ("۱", "باغ نو"));
        assert_eq!(row.whereabouts, "شهرستان شرقی");
        assert_eq!((row.score.as_str(), row.population.as_str()), ("۷۰٫۸", "۱٬۰۰۰"));
        assert!((row.parts.iter().map(|part| part.1).sum::<f64>() - 100.0).abs() < 1e-9);
        let unscored = ranking_row(&case(&snapshot), 3, Words::default());
        assert_eq!((unscored.rank.as_str(), unscored.parts.len()), ("—", 0));
    }

    #[test]
    fn the_headline_names_the_heaviest_burden() {
        let snapshot = small_snapshot();
        let words = Words { language: Language::En };
        // Ranked are areas 01 and 03 with 1000 and 3000 people; 60 of their 110 jobless live in 01.
        let text = headline(&case(&snapshot), words);
        assert!(text.contains("25%") && text.contains("55% of “بیکاران”"), "{text}");
    }

    fn of_people(population: &str, cut: u32) -> [String; 2] {
        let text = crate::testing::SMALL.replace("[1000, 2000, 3000, 4000]", population);
        let snapshot = crate::snapshot::open(text.as_bytes(), &crate::snapshot::Limits::DEFAULT).unwrap();
        let scenario = Scenario { cut: Cut::Count(cut), ..Scenario::equal_weights(&snapshot) };
        let case = case_of(&snapshot, &scenario);
        let words = Words { language: Language::En };
        [headline(&case, words), cut_label(&case, words)]
    }

    #[test]
    fn unknown_population_is_not_nobody() {
        // Ranked are the first and the third area, the first is in the list.
        let [head, cut] = of_people("[null, 2000, 3000, 4000]", 1);
        assert_eq!(head, "The first 1 areas out of 2; their population is not known");
        assert_eq!(cut, "Cut line: 1 areas, population not known");
        let [head, cut] = of_people("[1000, 2000, null, 4000]", 2);
        assert!(
            head.contains("100% of the known population") && head.ends_with("(population of 1 unknown)"),
            "{head}"
        );
        assert_eq!(cut, "Cut line: 2 areas, 1,000 people (population of 1 unknown)");
        let [head, _] = of_people("[1, 2000, 300000, 4000]", 1);
        assert!(head.contains("<0.1% of the population"), "{head}");
    }

    #[test]
    fn a_flat_method_shows_its_own_score_and_says_what_the_bars_are() {
        let snapshot = small_snapshot();
        let topsis = crate::score::methods::FlatMethod::Topsis { normalise: Default::default() };
        let scenario = Scenario { flat: Some(topsis), ..Scenario::equal_weights(&snapshot) };
        let case = case_of(&snapshot, &scenario);
        let row = ranking_row(&case, 0, Words::default());
        let own = case.outcome.scored.scores.get(0);
        assert_eq!(row.score, Words::default().number(own, 3));
        assert!((row.parts.iter().map(|part| part.1).sum::<f64>() - 100.0).abs() < 1e-9);
        assert!(gaps_note(&case.outcome, Words::default()).unwrap().contains('۲'));
        assert!(bars_note(&scenario, Words::default()).unwrap().contains("تاپسیس"));
        assert!(method_line(&case, Words::default()).contains("تاپسیس"));
    }

    fn headline_of(change: impl FnOnce(&mut Scenario)) -> (String, String) {
        let snapshot = small_snapshot();
        let mut scenario = Scenario::equal_weights(&snapshot);
        scenario.missing = crate::score::MissingRule::Renormalise { min_coverage: 0.0 };
        scenario.cut = Cut::Count(2);
        change(&mut scenario);
        // Ranked are 04, 01, 03 and 02.
        let case = case_of(&snapshot, &scenario);
        let english = Words { language: Language::En };
        (headline(&case, Words::default()), headline(&case, english))
    }

    #[test]
    fn the_headline_counts_the_decisions() {
        use crate::scenario::{Lock, Membership};
        let lock = |area: &str, list| Lock::new(area, list, "مصوبه");
        assert!(headline_of(|_| {}).0.starts_with("۲ محلهٔ نخست"), "{:?}", headline_of(|_| {}));
        let without = headline_of(|own| own.locks = vec![lock("01", Membership::Out)]);
        assert!(
            without.0.starts_with("۲ محله از ۳ محلهٔ نخست (۱ مورد به تصمیم کنار گذاشته شده)"),
            "{without:?}"
        );
        assert!(without.1.starts_with("2 of the first 3 areas (1 left out by decision)"), "{without:?}");
        let with = headline_of(|own| own.locks = vec![lock("02", Membership::In)]);
        assert!(with.0.starts_with("۲ محلهٔ فهرست (۱ مورد نخست و ۱ مورد به تصمیم)"), "{with:?}");
        let both = headline_of(|own| {
            own.locks = vec![lock("02", Membership::In), lock("04", Membership::Out)];
        });
        assert!(both.0.contains("۱ مورد از ۲ مورد نخست و ۱ مورد به تصمیم"), "{both:?}");
        let all = headline_of(|own| {
            own.locks = vec![lock("02", Membership::In), lock("03", Membership::In)];
        });
        assert!(all.0.contains("همه به تصمیم"), "{all:?}");
        // A decision that agrees with the rank changes nothing that is said.
        let idle = headline_of(|own| {
            own.locks = vec![lock("04", Membership::In), lock("02", Membership::Out)];
        });
        assert_eq!(idle, headline_of(|_| {}));
    }

    #[test]
    fn a_filter_is_named_and_both_ranks_are_told() {
        let filter = || crate::filter::Filter::Search("کوی".into());
        let told = headline_of(|own| own.filter = filter());
        assert!(told.0.starts_with("۱ محلهٔ نخست در میان ۱ محلهٔ فیلتر"), "{told:?}");
        assert!(told.1.contains("of the 1 that pass the filter"), "{told:?}");
        let snapshot = small_snapshot();
        let scenario = Scenario { filter: filter(), ..Scenario::equal_weights(&snapshot) };
        let case = case_of(&snapshot, &scenario);
        let row = ranking_row(&case, 2, Words::default());
        assert_eq!((row.rank.as_str(), row.overall.as_deref()), ("۱", Some("۲")));
        assert_eq!(rank_text(&case.outcome, 2, Words::default()), "در فیلتر ۱ از ۱ · در کل ۲ از ۲");
        let whole = case_of(&snapshot, &Scenario::equal_weights(&snapshot));
        assert_eq!(rank_text(&whole.outcome, 2, Words::default()), "۲ از ۲");
        assert_eq!(ranking_row(&whole, 2, Words::default()).overall, None);
    }
}
