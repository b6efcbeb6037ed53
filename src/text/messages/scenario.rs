//! The scenario: its name, where it comes from, saving and opening it.

use super::{Msg, Table, number_of};

messages! {
    scenario:
    ScenarioMenu: "سناریو: {}" | "Scenario: {}",
    ScenarioSave: "ذخیرهٔ سناریو در پرونده…" | "Save the scenario to a file…",
    SaveNameTitle: "ذخیرهٔ سناریو" | "Save the scenario",
    SaveNameLabel: "نام سناریو" | "Name of the scenario",
    SaveNameHint: "این نام در بالای صفحه، در پرونده و بر همهٔ چاپ‌ها می‌آید." | "The name stands at the top of the page, in the file and on every print.",
    SaveNameNone: "نامی بنویسید." | "Write a name.",
    SaveNameBaseline: "این سناریو دیگر وزن‌های برابرِ آغاز را ندارد؛ نام دیگری بنویسید." | "This scenario is no longer the one of equal weights; write another name.",
    SaveNameSave: "ذخیره" | "Save",
    SaidSaved: "سناریوی «{name}» در پروندهٔ {file} ذخیره شد." | "The scenario “{name}” was saved to {file}.",
    NameBaseline: "پایه" | "Baseline",
    NameChanged: "{}، تغییریافته" | "{}, changed",
    NameBasedOn: "بر پایهٔ سناریوی «{title}»؛ تغییر در: {list}." | "Made from the scenario “{title}”; changed: {list}.",
    NameBaseNote: " توضیح آن سناریو: {}" | " Note of that scenario: {}",
    ChangedIndex: "ساختار و روش ترکیب شاخص" | "structure of the index and method of combining",
    ChangedFlat: "روش چندمعیاره" | "multi-criteria method",
    ChangedLocks: "تصمیم‌های بیرون از قاعده" | "decisions outside the rule",
    ChangedRobustness: "تنظیمات پایداری" | "settings of robustness",
    ScenarioLine: "سناریو: {title} · وزن‌ها: {weights}" | "Scenario: {title} · weights: {weights}",
    LineEqual: "برابر، {n} جزء، هر یک {share}" | "equal, {n} parts of {share} each",
    LineInside: "؛ وزن‌ها درون اجزا نابرابر است" | "; weights inside the parts are unequal",
    LineFlat: " · روش: {}" | " · method: {}",
    ScenarioOpen: "گشودن پروندهٔ سناریو" | "Open a scenario file",
    ScenarioReset: "بازگشت به وزن‌های برابر" | "Back to equal weights",
    ScenarioLoaded: "سناریوی «{}» گشوده شد." | "Scenario “{}” is open.",
}
