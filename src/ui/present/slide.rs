//! One slide: finding as title, body, and a foot that says whose data these are.

use leptos::prelude::*;

use super::bodies;
use super::charts::{MapBody, SlopeBody, SureBody, slope_title, sure_title_now};
use crate::text::Msg;
use crate::ui::print_frame::mark;
use crate::ui::state::{State, use_state};
use crate::view::{
    MeasureChoice, ROWS_A_SLIDE, Screen, Slide, Topic, headline, map_view, profile_scale, profile_view,
};

/// A slide with its own title or the computed finding.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]
pub(super) fn SlideView(
    /// The slide as arranged.
    slide: Slide,
    /// Its screen.
    screen: Screen,
    /// Its number and how many there are.
    count: Signal<(usize, usize)>,
    /// Size of its type, css pixels.
    em: Signal<f64>,
) -> impl IntoView {
    let state = use_state();
    let own = slide.title.trim().to_owned();
    let title = move || if own.is_empty() { finding(state, screen) } else { own.clone() };
    let kicker = move || {
        let words = state.words();
        let topic = words.say(screen.topic.label());
        if screen.pages == 1 {
            return topic.to_owned();
        }
        let (page, pages) = (words.int(screen.page + 1), words.int(screen.pages));
        words.fill(Msg::SlidePage, &[("topic", topic), ("page", &page), ("pages", &pages)])
    };
    let body = match screen.topic {
        Topic::Overview => view! { <bodies::Overview/> }.into_any(),
        Topic::Map => view! { <MapBody em=em/> }.into_any(),
        Topic::List => view! { <bodies::List page=screen.page/> }.into_any(),
        Topic::Sureness => view! { <SureBody em=em/> }.into_any(),
        Topic::Area => view! { <bodies::Area area=screen.area.unwrap_or_default()/> }.into_any(),
        Topic::Compare => view! { <SlopeBody em=em/> }.into_any(),
        Topic::Method => view! { <bodies::Method/> }.into_any(),
    };
    let label = move || {
        let (words, (at, n)) = (state.words(), count.get());
        words.fill(Msg::SlideCounter, &[("at", &words.int(at)), ("n", &words.int(n))])
    };
    view! {
        <section class="slide" data-testid="slide" aria-label=label>
            <header>
                <p class="kicker">{kicker}</p>
                <h1 data-testid="slide-title">{title}</h1>
            </header>
            <div class="slide-body">{body}</div>
            <footer>{move || foot(state)}</footer>
        </section>
    }
}

/// Title and period of the data, the synthetic mark, digest and day.
fn foot(state: State) -> Option<impl IntoView> {
    let (loaded, words) = (state.loaded()?, state.words());
    let snapshot = &loaded.snapshot;
    let period = state.both().map_or(snapshot.latest_period(), |(_, outcome)| outcome.period);
    let period = snapshot.periods.get(period).map(|period| words.label(&period.name)).unwrap_or_default();
    let synthetic = snapshot.header.synthetic;
    Some(view! {
        <span>{words.label(&snapshot.header.title)}</span>
        <span>{words.fill_one(Msg::PeriodTag, &period)}</span>
        {synthetic.then(|| view! { <b class="tag synthetic" data-testid="slide-synthetic">{words.say(Msg::Synthetic)}</b> })}
        <span class="slide-mark">{mark(state)}</span>
    })
}

fn finding(state: State, screen: Screen) -> String {
    let Some((loaded, outcome)) = state.both() else { return String::new() };
    let (snapshot, words) = (&loaded.snapshot, state.words());
    match screen.topic {
        Topic::Overview => headline(snapshot, &outcome, words),
        Topic::Map => map_view(snapshot, &outcome, &MeasureChoice::Score, words).title,
        Topic::List => {
            let from = screen.page * ROWS_A_SLIDE + 1;
            let shown = crate::view::list_page(&outcome, screen.page).0.len();
            let (from, to) = (words.int(from), words.int(from + shown.max(1) - 1));
            words.fill(Msg::SlideListTitle, &[("from", &from), ("to", &to)])
        }
        Topic::Sureness => sure_title_now(state),
        Topic::Area => {
            let scale = profile_scale(snapshot, outcome.period);
            profile_view(snapshot, &outcome, (screen.area.unwrap_or_default(), &scale), words).title
        }
        Topic::Compare => slope_title(state),
        Topic::Method => words.say(Msg::SlideMethodTitle).to_owned(),
    }
}
