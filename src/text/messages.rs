//! Every sentence and label of the interface, in both languages, in one table.
//!
//! `{}` and `{name}` stand for parts that [`fill`] puts in. A key that is missing in a language does not compile;
//! `tests/it/tidy.rs` finds keys that nothing uses.

use super::Language;

/// Builds the enum of keys and the look-up from one table.
macro_rules! messages {
    ($($key:ident: $fa:literal | $en:literal,)*) => {
        /// A text of the interface.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the table holds each text itself")]
        pub enum Msg { $($key),* }

        impl Msg {
            /// All keys, in the table's order.
            pub const ALL: &'static [Msg] = &[$(Msg::$key),*];

            /// The text in a language, with its placeholders.
            pub fn text(self, language: Language) -> &'static str {
                match (language, self) {
                    $((Language::Fa, Msg::$key) => $fa, (Language::En, Msg::$key) => $en,)*
                }
            }

            /// The key's own name.
            pub fn key(self) -> &'static str {
                match self { $(Msg::$key => stringify!($key)),* }
            }
        }
    };
}

messages! {
    AppName: "نگاه" | "Negah",
    AppPurpose: "اولویت‌بندی محلات هدف" | "Prioritising target neighbourhoods",
    SkipToContent: "رفتن به محتوای اصلی" | "Skip to the content",
    Synthetic: "دادهٔ ساختگی" | "Synthetic data",
    SyntheticLong: "مقادیر این نسخه ساختگی است و وضعیت هیچ محله‌ای را نشان نمی‌دهد." | "The values of this snapshot are invented and describe no real neighbourhood.",
    PeriodTag: "دورهٔ {}" | "Period {}",
    CountTag: "{n} {unit}" | "{n} areas ({unit})",
    Undo: "واگرد" | "Undo",
    Redo: "ازنو" | "Redo",
    ScenarioMenu: "سناریو: {}" | "Scenario: {}",
    ScenarioSave: "ذخیرهٔ سناریو در پرونده" | "Save the scenario to a file",
    ScenarioOpen: "گشودن پروندهٔ سناریو" | "Open a scenario file",
    ScenarioReset: "بازگشت به وزن‌های برابر" | "Back to equal weights",
    ScenarioLoaded: "سناریوی «{}» گشوده شد." | "Scenario “{}” is open.",
    OpenData: "گشودن پروندهٔ داده" | "Open a data file",
    DataMenu: "داده" | "Data file",
    OpenDemo: "بازگشت به دادهٔ همراه برنامه" | "Back to the data that came with the page",
    LanguageSwitch: "English" | "فارسی",
    LanguageSwitchLabel: "تغییر زبان به انگلیسی" | "Change the language to Persian",
    Places: "بخش‌های برنامه" | "Places",
    PlaceOverview: "نمای کلی" | "Overview",
    PlacePriority: "اولویت‌بندی" | "Prioritisation",
    PlaceMap: "نقشه" | "Map",
    PlaceGroups: "گروه‌ها" | "Groups",
    PlaceProfile: "شناسنامه" | "Profile",
    PlaceData: "داده" | "Data",
    Filters: "فیلترها" | "Filters",
    FiltersShow: "نمایش فیلترها" | "Show the filters",
    FiltersHide: "پنهان کردن فیلترها" | "Hide the filters",
    FiltersClear: "حذف همهٔ فیلترها" | "Clear all filters",
    SearchArea: "جست‌وجوی نام یا کد" | "Search a name or code",
    ChosenOf: "{n} از {total}" | "{n} of {total}",
    Level: "سطح" | "Level",
    Kind: "گونه" | "Kind",
    Office: "دفتر تحول اجتماعی" | "Social office",
    OfficeAny: "همه" | "All",
    OfficeYes: "دارد" | "Has one",
    OfficeNo: "ندارد" | "Has none",
    Population: "جمعیت" | "Population",
    RangeAdd: "افزودن بازهٔ شاخص…" | "Add a range of an indicator…",
    RangeMin: "کمینهٔ {}" | "Lowest {}",
    RangeMax: "بیشینهٔ {}" | "Highest {}",
    RangeRemove: "حذف بازهٔ {}" | "Remove the range of {}",
    RangeMissing: "{n} مورد بدون مقدار، بیرون از بازه است" | "{n} without a value fall outside",
    RangeMissingInclude: "موارد بدون مقدار هم بیاید" | "Include those without a value",
    ChipRange: "{name}: {min} تا {max}" | "{name}: {min} to {max}",
    ChipSearch: "جست‌وجو: {}" | "Search: {}",
    ChipOther: "شرط ترکیبی از پروندهٔ سناریو" | "Compound condition from the scenario file",
    ChipRemove: "حذف فیلتر {}" | "Remove the filter {}",
    Rank: "رتبه" | "Rank",
    RankOverall: "رتبه در کل" | "Overall rank",
    RankOf: "{rank} از {n}" | "{rank} of {n}",
    Contributions: "سهم هر حوزه در امتیاز" | "Each domain’s part in the score",
    Score: "امتیاز" | "Score",
    ScoreLong: "امتیاز ترکیبی" | "Composite score",
    Tier: "سطح" | "Tier",
    TierN: "سطح {}" | "Tier {}",
    Decile: "دهک نیاز" | "Decile of need",
    DecileN: "دهک {}" | "Decile {}",
    Coverage: "پوشش" | "Coverage",
    CoverageLong: "پوشش داده" | "Data coverage",
    SortBy: "مرتب‌سازی بر پایهٔ {}" | "Sort by {}",
    Tied: "هم‌رتبه" | "tied",
    Unscored: "بدون امتیاز" | "no score",
    UnscoredCount: "{n} مورد به سبب کمبود داده امتیاز ندارد و در پایان جدول آمده است." | "{n} could not be scored for lack of data; they stand at the end of the table.",
    CutLine: "خط برش: {n} {unit}، {people}" | "Cut line: {n} areas, {people}",
    CutLineBare: "خط برش: {n} {unit}" | "Cut line: {n} areas",
    CutTie: "خط برش میان موارد هم‌رتبه افتاده است؛ دربارهٔ آن‌ها جداگانه تصمیم بگیرید." | "The cut line splits a tie; decide on those areas knowingly.",
    People: "{} نفر" | "{} people",
    HeadlineBurden: "{n} {unit} نخست با {people} جمعیت، {share} از «{indicator}» را در خود دارند" | "The first {n} areas, with {people} of the population, hold {share} of “{indicator}”",
    HeadlinePeople: "{n} {unit} نخست، {people} جمعیت را در بر می‌گیرند" | "The first {n} areas hold {people} of the population",
    HeadlinePlain: "{n} {unit} نخست از میان {total} مورد" | "The first {n} areas out of {total}",
    MethodLine: "{n} از {total} {unit} · امتیاز بالاتر یعنی نیاز بیشتر · {method}، {scale} · پوشش داده {coverage}" | "{n} of {total} areas · a higher score means more need · {method}, {scale} · data coverage {coverage}",
    MethodArithmetic: "میانگین وزنی حسابی" | "weighted arithmetic mean",
    MethodSum: "جمع وزنی" | "weighted sum",
    MethodArithmeticHint: "وضع خوب یک حوزه، نیاز حوزهٔ دیگر را جبران می‌کند؛ انتخاب معمول و ساده‌ترین برای توضیح." | "One domain makes up for another; the usual choice, and the easiest to explain.",
    MethodSumHint: "مانند میانگین، ولی وزن‌ها همان‌گونه که نوشته شده‌اند جمع می‌شوند؛ برای بازسازی شاخص‌های منتشرشده." | "Like the mean, with weights as they are written; to rebuild published indices.",
    MethodGeometric: "میانگین هندسی" | "geometric mean",
    MethodGeometricHint: "جبران را دشوارتر می‌کند: محله‌ای بالا می‌آید که در همهٔ حوزه‌ها نیاز داشته باشد. مقیاس باید بالای صفر باشد (۱ تا ۱۰۰)." | "Makes compensation harder: an area rises that is in need in every domain. The scale must stay above zero (1 to 100).",
    MethodHarmonic: "میانگین همساز" | "harmonic mean",
    MethodHarmonicHint: "از میانگین هندسی هم سخت‌گیرتر: یک حوزهٔ کم‌نیاز، امتیاز را بسیار پایین می‌آورد. مقیاس باید بالای صفر باشد." | "Stricter still than the geometric mean: one domain of little need lowers the score much. The scale must stay above zero.",
    MethodPower: "میانگین توانی" | "power mean",
    MethodPowerHint: "با توان بزرگ‌تر از یک، یک مشکل شدید برای بالا آمدن بس است؛ برای جایی که هر آسیبِ شدید به‌تنهایی مهم است." | "With an exponent above one, one severe problem suffices to rise; where each severe harm matters by itself.",
    MethodProduct: "حاصل‌ضرب" | "product",
    MethodProductHint: "امتیاز فقط جایی بالا می‌رود که همهٔ بخش‌ها بالا باشند، مانند فشار محیطی × آسیب‌پذیری." | "The score rises only where every part is high, such as burden × vulnerability.",
    MethodMin: "کم‌نیازترین بخش" | "lowest part",
    MethodMinHint: "محله به اندازهٔ کم‌نیازترین حوزه‌اش نیازمند شمرده می‌شود؛ تنها نیازِ همه‌جانبه دیده می‌شود." | "An area counts as needy as its best domain; only need on every side is seen.",
    MethodMax: "نیازمندترین بخش" | "highest part",
    MethodMaxHint: "محله به اندازهٔ بدترین حوزه‌اش نیازمند شمرده می‌شود؛ هیچ آسیبی پشت میانگین پنهان نمی‌ماند." | "An area counts as needy as its worst domain; no harm hides behind a mean.",
    MethodMedian: "میانه" | "median",
    MethodMedianHint: "حوزه‌های میانی تعیین می‌کنند؛ یک عدد بسیار بالا یا پایین اثری ندارد." | "The domains in the middle decide; one very high or low figure changes nothing.",
    Quoted: "«{}»" | "“{}”",
    Methodology: "روش‌شناسی" | "Methodology",
    MethodData: "داده: نسخهٔ «{title}»، صادرشده در {issued}، دورهٔ {period}. از {total} {unit}، {n} مورد در نظر گرفته شده و امتیاز از {k} شاخص ساخته شده است. امتیاز بالاتر یعنی نیاز بیشتر." | "Data: “{title}”, issued {issued}, period {period}. Of {total} areas, {n} count; the score is made of {k} indicators. A higher score means more need.",
    MethodLeftOut: "شاخص «{name}» به کار نرفته است: {reason}" | "The indicator “{name}” is not used: {reason}",
    MethodDivided: "این شاخص‌ها پیش از هر کار بر مخرج خود بخش شده‌اند: {}." | "Divided by their denominators first: {}.",
    MethodShrunk: "نرخ محله‌های کم‌جمعیت در مقیاس لوجیت به نرخ واحد بالادست نزدیک شده است (z* = w·z + (1−w)·Z، با w = t²/(t²+s²)): {}." | "Rates of small areas were drawn towards their division’s on the logit scale (z* = w·z + (1−w)·Z with w = t²/(t²+s²)): {}.",
    MethodFilled: "دادهٔ گمشده: از {cells} خانه، {filled} خانهٔ خالی با «{how}» برآورد شده و {missing} خانه خالی مانده است." | "Missing data: of {cells} cells, {filled} missing values were filled by “{how}”; {missing} cells stay empty.",
    MethodGaps: "دادهٔ گمشده: {missing} خانه از {cells} خانه خالی است و هیچ مقداری برآورد نشده است." | "Missing data: {missing} of {cells} cells are empty; none was filled.",
    MethodWinsorise: "مقدارهای پرت: در هر شاخصی که قدر مطلق چولگی بیش از {skew} و کشیدگی بیش از {kurtosis} باشد، دورافتاده‌ترین مقدارها (یکی‌یکی و حداکثر {points} مقدار) برابر مقدار بعدی شمرده می‌شود؛ اگر بس نباشد، {then}." | "Outliers: where the absolute skewness exceeds {skew} and the kurtosis exceeds {kurtosis}, the outermost values (at most {points}, one at a time) count as the next one; where that does not do, {then}.",
    TransformNone: "شاخص همان‌گونه که هست می‌ماند" | "the indicator stays as it is",
    TransformLog: "از آن لگاریتم گرفته می‌شود" | "logarithms are taken",
    TransformBoxCox: "تبدیل باکس–کاکس به کار می‌رود" | "a Box–Cox transformation is applied",
    MethodTreated: "تعدیل‌شده‌ها: {}." | "Treated: {}.",
    MethodTreatedNone: "هیچ شاخصی به تعدیل نیاز نداشت." | "No indicator needed treatment.",
    TreatedItem: "«{name}» ({what})" | "“{name}” ({what})",
    TreatedPoints: "{} مقدار" | "{} values",
    TreatedLog: "لگاریتم" | "logarithm",
    TreatedBoxCox: "باکس–کاکس با λ = {}" | "Box–Cox with λ = {}",
    MethodScale: "بی‌مقیاس‌سازی: {scale}، \u{2066}{formula}\u{2069}، در میان {within}؛ x مقدار شاخص است که برای شاخص‌های کاهندهٔ نیاز وارونه شده است." | "Common scale: {scale}, {formula}, over {within}; x is the indicator’s value, reversed where it lowers need.",
    MethodScaleOwn: "{} شاخص مقیاس جداگانه دارد." | "{} indicators have a scale of their own.",
    WithinAll: "همهٔ محله‌های نسخهٔ داده" | "all areas of the snapshot",
    WithinFilter: "محله‌های پذیرفته در فیلتر" | "the areas that pass the filter",
    WithinGroup: "محله‌های همان {}" | "the areas of the same {}",
    WithinBase: "همهٔ محله‌ها در دورهٔ پایهٔ {}" | "all areas in the base period {}",
    MethodNode: "«{node}» {method}{formula} است از: {parts}." | "“{node}” is the {method}{formula} of: {parts}.",
    MethodNodeEqual: "«{node}» {method}{formula} است، با وزن برابر، از: {parts}." | "“{node}” is the {method}{formula}, with equal weights, of: {parts}.",
    MethodPart: "{name} ({weight})" | "{name} ({weight})",
    MethodRescaled: "مقدار «{node}» دوباره به مقیاس برده می‌شود: {scale}، \u{2066}{formula}\u{2069}." | "The value of “{node}” is brought to a scale again: {scale}, {formula}.",
    MethodRenormalise: "اگر داده‌های یک گروه کامل نباشد، وزن آنچه نیست میان بقیه پخش می‌شود، به شرط آنکه دست‌کم {} وزن گروه داده داشته باشد؛ وگرنه گروه بدون مقدار می‌ماند." | "Where a group is incomplete, the weight of what is missing is spread over the rest, provided that at least {} of its weight has data; else the group has no value.",
    MethodPropagate: "اگر یکی از اجزای یک گروه داده نداشته باشد، گروه بدون مقدار می‌ماند." | "Where one part of a group is missing, the group has no value.",
    MethodUnscored: "{} مورد به همین سبب امتیاز ندارد و در پایان فهرست آمده است." | "For that reason {} areas have no score; they are listed at the end.",
    MethodRanks: "رتبه‌ها از امتیازِ گردنشده به دست می‌آید؛ هم‌امتیازها رتبهٔ بهتر را شریک‌اند (۱، ۲، ۲، ۴). محله‌ها در {n} سطح {tiers} جای می‌گیرند. {cut}" | "Ranks come from unrounded scores; equal scores share the better rank (1, 2, 2, 4). The areas stand in {n} tiers {tiers}. {cut}",
    TiersQuantile: "هم‌شمار از نظر تعداد محله" | "of about equally many areas",
    TiersCuts: "با مرزهای ثابت امتیاز" | "with fixed bounds of score",
    TiersNatural: "با شکست‌های طبیعی امتیاز (فیشر و جنکس)" | "by natural breaks of the score (Fisher, Jenks)",
    TiersAreas: "با سهم‌های تعیین‌شده از تعداد محله‌ها" | "by set shares of the areas",
    TiersPeople: "با سهم‌های تعیین‌شده از جمعیت" | "by set shares of the population",
    TiersRules: "به حکم قاعده‌های سناریو" | "by the rules of the scenario",
    CutIsCount: "فهرست در {} مورد نخست پایان می‌یابد." | "The list ends after the first {} areas.",
    CutIsPeople: "فهرست جایی پایان می‌یابد که دست‌کم {} جمعیت را در بر گیرد." | "The list ends where it holds at least {} of the population.",
    CutIsScore: "فهرست محله‌هایی را در بر می‌گیرد که امتیازشان دست‌کم {} است." | "The list holds the areas with a score of at least {}.",
    MethodJudged: "وزن‌های «{node}» از این راه به دست آمده است: {how}." | "The weights of “{node}” come from: {how}.",
    MethodConsistency: "نسبت ناسازگاری قضاوت‌ها {} است (تا ۰٫۱۰ پذیرفتنی است)." | "The consistency ratio of the judgements is {} (up to 0.10 is acceptable).",
    MethodPeople: "{} نفر نظر داده‌اند." | "{} people gave their judgement.",
    WeightingEqual: "وزن برابر" | "equal weights",
    WeightingEqualHint: "نقطهٔ آغازِ بی‌طرف؛ وقتی دلیلی برای برتری یک حوزه نیست." | "The neutral start, where nothing speaks for one domain over another.",
    WeightingRanks: "ترتیب اهمیت (وزن‌های مرکزواری)" | "order of importance (rank-order centroid)",
    WeightingRanksHint: "فقط بگویید کدام مهم‌تر است؛ وزن‌ها از ترتیب حساب می‌شود. ساده‌ترین راه برای جلسه." | "Only say what matters more; weights follow from the order. The easiest way in a meeting.",
    WeightingSwing: "امتیاز جهش (SWING)" | "swing points",
    WeightingSwingHint: "به بهبودِ هر حوزه از بدترین به بهترین حالت ۰ تا ۱۰۰ امتیاز بدهید." | "Give 0 to 100 points to moving each domain from its worst to its best state.",
    WeightingBudget: "تقسیم بودجه میان چند نفر" | "budget allocation by several people",
    WeightingBudgetHint: "هر نفر امتیازی را میان حوزه‌ها تقسیم می‌کند؛ میانگین و پراکندگی نظرها دیده می‌شود." | "Each person divides points among the domains; mean and spread are shown.",
    WeightingAhp: "مقایسهٔ زوجی (AHP)" | "pairwise comparison (AHP)",
    WeightingAhpHint: "حوزه‌ها دوبه‌دو سنجیده می‌شود و ناسازگاری قضاوت‌ها همان‌جا گفته می‌شود؛ برای حداکثر ۹ حوزه." | "Domains are compared two by two, and contradictions are told at once; for up to 9 domains.",
    WeightingBwm: "بهترین و بدترین (BWM)" | "best and worst (BWM)",
    WeightingBwmHint: "فقط مهم‌ترین و کم‌اهمیت‌ترین با بقیه سنجیده می‌شود؛ پرسش کمتر از مقایسهٔ زوجی." | "Only the most and the least important are compared with the rest; fewer questions than AHP.",
    PlaceCompare: "مقایسه" | "Compare",
    CompareTitle: "{in} مورد به فهرست می‌آید و {out} مورد از آن می‌رود؛ {common} مورد در هر دو فهرست است" | "{in} areas enter the list and {out} leave it; {common} are in both lists",
    CompareSame: "هیچ رتبه‌ای تغییر نمی‌کند؛ هر {common} مورد فهرست یکی است" | "No rank changes; all {common} areas of the list are the same",
    CompareSameList: "فهرست همان {common} مورد است؛ فقط ترتیب تغییر می‌کند" | "The list holds the same {common} areas; only the order changes",
    CompareWith: "سناریوی کنونی در برابر" | "The present scenario against",
    CompareNow: "سناریوی کنونی" | "Present scenario",
    CompareEqual: "وزن‌های برابر" | "Equal weights",
    CompareKept: "سناریوی نگه‌داشته" | "Scenario kept",
    CompareKeep: "نگه‌داشتن سناریوی کنونی برای مقایسه" | "Keep the present scenario to compare with",
    CompareKeptToast: "سناریو نگه داشته شد؛ اکنون وزن‌ها یا روش را تغییر دهید و اثر آن را همین‌جا ببینید." | "The scenario is kept; now change weights or method and see here what it does.",
    ComparePeriod: "همین سناریو در {}" | "The same scenario in {}",
    CompareHint: "ستون آغاز، سناریوی مرجع است و ستون پایان، سناریوی کنونی. خط پُررنگ: ورود به فهرست؛ خط‌چین: خروج از فهرست." | "The column at the start is the scenario of reference, the one at the end the present one. Thick line: enters the list; dashed: leaves it.",
    CompareCut: "پایان فهرست" | "End of list",
    CompareOthers: "… {} مورد دیگر" | "… {} others",
    CompareEnters: "به فهرست می‌آیند" | "Entering the list",
    CompareLeaves: "از فهرست می‌روند" | "Leaving the list",
    CompareNobody: "هیچ‌کدام" | "none",
    CompareRanks: "رتبهٔ {before} ← {after}" | "rank {before} → {after}",
    CompareRaisesMore: "«{}» اکنون بیشتر آن را بالا می‌برد." | "“{}” now raises it more.",
    CompareRaisesLess: "«{}» اکنون کمتر آن را بالا می‌برد." | "“{}” now raises it less.",
    CompareLowersMore: "«{}» اکنون بیشتر آن را پایین می‌آورد." | "“{}” now lowers it more.",
    CompareLowersLess: "«{}» اکنون کمتر آن را پایین می‌آورد." | "“{}” now lowers it less.",
    CompareBefore: "رتبه در مرجع" | "Rank in the reference",
    CompareAfter: "رتبهٔ کنونی" | "Present rank",
    CompareGain: "جابه‌جایی" | "Places moved",
    AgreeSpearman: "همبستگی رتبه‌ای اسپیرمن" | "Spearman’s rank correlation",
    AgreeSpearmanHint: "۱ یعنی ترتیب یکسان، ۰ یعنی بی‌ارتباط." | "1: the same order; 0: unrelated.",
    AgreeKendall: "تاوی کندال" | "Kendall’s tau-b",
    AgreeKendallHint: "سهم جفت‌های هم‌ترتیب منهای جفت‌های وارونه." | "Share of pairs in the same order less those reversed.",
    AgreeWeighted: "تاوی وزن‌دار" | "Weighted tau",
    AgreeWeightedHint: "مانند تاو، ولی بالای فهرست بیشتر به حساب می‌آید." | "Like tau, with the top of the list counting more.",
    AgreeOverlap: "اشتراک فهرست‌ها" | "Overlap of the lists",
    AgreeOverlapHint: "سهم محله‌هایی که تا خط برش در هر دو هست." | "Share of areas above the line in both.",
    AgreeShift: "میانگین جابه‌جایی رتبه" | "Mean shift of rank",
    AgreeShiftHint: "هر محله به‌طور میانگین چند رتبه جابه‌جا شده است." | "How many places an area moves on average.",
    ScaleScaled: "مقیاس ثابت" | "fixed scaling",
    ScaleScaledHint: "هر مقدار منهای عددی ثابت و بخش بر عددی ثابت؛ برای بازسازی شاخص‌های دیگر." | "Each value less a fixed number, divided by a fixed number; to rebuild other indices.",
    ScaleGoalposts: "حد مطلوب و حد بحرانی" | "goalposts",
    ScaleGoalpostsHint: "حدها را سیاست‌گذار تعیین می‌کند و با دادهٔ تازه جابه‌جا نمی‌شود؛ دوره‌ها قابل مقایسه می‌مانند." | "Policy sets the bounds, and new data do not move them; periods stay comparable.",
    ScaleTarget: "فاصله تا هدف" | "distance to target",
    ScaleTargetHint: "امتیاز می‌گوید تا هدفِ تعیین‌شده چه اندازه مانده است؛ برای پایش برنامه‌ها." | "The score says how far it is to the target that was set; to follow programmes.",
    ScaleReference: "فاصله تا محلهٔ مرجع" | "distance to a reference area",
    ScaleReferenceHint: "هر محله با یک محلهٔ الگو سنجیده می‌شود." | "Every area is measured against one model area.",
    ScaleToMax: "نزدیکی به بدترین" | "nearness to the worst",
    ScaleToMaxHint: "عددهای آن با کمینه–بیشینه یکی است؛ نام دیگر آن در نوشته‌های روش‌شناسی." | "The same numbers as min–max; another name of it in the literature.",
    ScaleFraction: "کسری از بیشترین" | "fraction of the largest",
    ScaleFractionHint: "نسبت‌ها حفظ می‌شود: دو برابر، دو برابر می‌ماند؛ مقدارها باید مثبت باشند." | "Ratios are kept: twice as much stays twice as much; values must be positive.",
    ScaleBorda: "امتیاز بوردا" | "Borda points",
    ScaleBordaHint: "شمار محله‌هایی که وضع بهتری دارند؛ تنها ترتیب مهم است." | "How many areas are better off; only the order counts.",
    ScaleBands: "بازه‌های امتیازدار" | "scored bands",
    ScaleBandsHint: "به هر بازهٔ مقدار، امتیازی از پیش تعیین‌شده می‌رسد؛ برای معیارهای طبقه‌ای." | "Each band of values has points set beforehand; for categorical criteria.",
    TreatNone: "بدون تعدیل" | "no treatment",
    TreatNoneHint: "مقدارها همان‌گونه که هستند به مقیاس می‌روند." | "Values go to the scale as they are.",
    TreatWinsorise: "تعدیل مقدارهای پرت" | "winsorise outliers",
    TreatWinsoriseHint: "تنها اگر چولگی و کشیدگی هر دو بالا باشد، چند مقدار دورافتاده به نزدیک‌ترین مقدار بعدی آورده می‌شود و اگر بس نبود لگاریتم گرفته می‌شود." | "Only where skewness and kurtosis are both high, a few outermost values are brought to the next; where that does not do, logarithms are taken.",
    TreatTransform: "تبدیل لگاریتمی یا باکس–کاکس" | "logarithm or Box–Cox",
    TreatTransformHint: "برای شاخص‌هایی که چند مقدار بسیار بزرگ دارند؛ ترتیب محله‌ها تغییر نمی‌کند." | "For indicators with a few very large values; the order of areas stays.",
    TreatCaps: "کران دستی" | "bounds by hand",
    TreatCapsHint: "مقدارهای بیرون از کران، برابر کران شمرده می‌شوند." | "Values beyond a bound count as standing on it.",
    ImputeNone: "برآورد نشود" | "not filled",
    ImputeNoneHint: "جای خالی می‌ماند و وزنش میان شاخص‌های موجود پخش می‌شود." | "The gap stays, and its weight is spread over what is there.",
    ImputeMean: "میانگین همه" | "mean of all",
    ImputeMeanHint: "ساده است، ولی تفاوت شهرستان‌ها را نادیده می‌گیرد." | "Simple, but blind to differences between counties.",
    ImputeMedian: "میانهٔ همه" | "median of all",
    ImputeMedianHint: "مانند میانگین، و در برابر مقدارهای پرت پایدار." | "Like the mean, and robust against outliers.",
    ImputeGroupMean: "میانگین همان {}" | "mean of the same {}",
    ImputeGroupMedian: "میانهٔ همان {}" | "median of the same {}",
    ImputeGroupHint: "جای خالی با وضع محله‌های همان واحد تقسیماتی پر و شمرده می‌شود." | "The gap is filled from the areas of the same division, and counted.",
    ImputeDomain: "میانگین حوزه" | "mean of the domain",
    ImputeDomainHint: "جای خالی با شاخص‌های دیگر همان محله در همان حوزه پر می‌شود." | "The gap is filled from the area’s other indicators of the same domain.",
    ImputeCarry: "آخرین مقدار پیشین" | "last earlier value",
    ImputeCarryHint: "مقدار همان محله در دورهٔ پیش به کار می‌رود." | "The area’s own value of an earlier period is used.",
    LeftOutNotPositive: "مقدار صفر یا منفی دارد و این مقیاس آن را نمی‌پذیرد؛ در امتیاز نقشی ندارد." | "It has zero or negative values, which this scale does not take; it plays no part in the score.",
    LeftOutNoAnchor: "هدف یا مقدار مرجع ندارد؛ در امتیاز نقشی ندارد." | "It has no target or reference value; it plays no part in the score.",
    LeftOutNothingBeyond: "هیچ موردی از هدف بدتر نیست؛ در امتیاز نقشی ندارد." | "No area is worse than the target; it plays no part in the score.",
    ScaleMinMax: "کمینه–بیشینه" | "min–max",
    ScaleZScore: "نمرهٔ استاندارد (z)" | "z-score",
    ScalePercentile: "رتبهٔ درصدی" | "percentile rank",
    ScaleRank: "رتبه" | "rank",
    ScaleIod: "نمایی (IoD)" | "exponential (IoD)",
    ScaleAsIs: "بدون تغییر" | "as it is",
    ScaleMinMaxHint: "فاصلهٔ واقعی میان محله‌ها حفظ می‌شود؛ یک مقدار پرت می‌تواند بقیه را به هم نزدیک کند." | "Keeps real distances; one outlier can squeeze the rest together.",
    ScaleZScoreHint: "فاصله از میانگین بر حسب انحراف معیار؛ برای شاخص‌هایی با پراکندگی متفاوت." | "Distance from the mean in standard deviations; for indicators of unlike spread.",
    ScalePercentileHint: "فقط جایگاه هر محله مهم است؛ در برابر مقدارهای پرت پایدار." | "Only the position counts; robust against outliers.",
    ScaleRankHint: "رتبهٔ خام؛ مانند رتبهٔ درصدی ولی بر حسب تعداد." | "The bare rank; like the percentile, in numbers of areas.",
    ScaleIodHint: "نیازمندترین دهک برجسته می‌شود و حوزه‌ها یکدیگر را کمتر خنثی می‌کنند." | "Stretches the neediest tenth, so that domains cancel each other less.",
    ScaleAsIsHint: "مقدارها از پیش هم‌مقیاس‌اند." | "The values share a scale already.",
    Normalisation: "بی‌مقیاس‌سازی" | "Normalisation",
    Weights: "وزن‌ها" | "Weights",
    WeightsEqual: "برابر" | "Equal",
    WeightOf: "وزن {}" | "Weight of {}",
    WeightInside: "شاخص‌های این حوزه ({})" | "Indicators of this domain ({})",
    WeightZeroOut: "وزن صفر: در امتیاز نقشی ندارد" | "Weight zero: plays no part in the score",
    LeftOutConstant: "مقدار همهٔ محله‌ها یکسان است؛ در امتیاز نقشی ندارد." | "All areas have the same value; it plays no part in the score.",
    LeftOutMissing: "هیچ مقداری ندارد؛ در امتیاز نقشی ندارد." | "It has no value at all; it plays no part in the score.",
    Cut: "خط برش" | "Cut line",
    CutByCount: "تعداد" | "Count",
    CutByPopulation: "جمعیت" | "Population",
    CutCountLabel: "تعداد موارد در فهرست" | "Number in the list",
    CutShareLabel: "درصد جمعیت در فهرست" | "Per cent of the population in the list",
    Tiers: "تعداد سطح‌ها" | "Number of tiers",
    MissingRule: "کمینهٔ پوشش داده" | "Least data coverage",
    MissingRuleHint: "اگر سهم وزنِ داده‌های موجودِ یک حوزه از این کمتر باشد، آن حوزه بدون مقدار می‌ماند." | "A domain whose present data hold less of its weight than this stays without a value.",
    WhyTitle: "چرا «{name}» {rank} است؟" | "Why is “{name}” {rank}?",
    WhyRaise: "بیش از همه {list} آن را بالا برده است." | "Raised most by {list}.",
    WhyLower: "{list} از نیاز آن کاسته است." | "Eased by {list}.",
    WhyItem: "{indicator} با {value} (بدتر از {share} موارد)" | "{indicator} at {value} (worse than {share})",
    WhyItemGood: "{indicator} با {value} (بهتر از {share} موارد)" | "{indicator} at {value} (better than {share})",
    WhyMissing: "بدون داده: {list}." | "No data: {list}.",
    WhyNone: "یک ردیف را برگزینید تا دلیل رتبهٔ آن گفته شود." | "Choose a row to see the reason for its rank.",
    WhyUnscored: "«{name}» امتیاز ندارد: تنها {coverage} از وزن شاخص‌های آن داده دارد." | "“{name}” has no score: only {coverage} of the weight of its indicators has data.",
    ShowProfile: "شناسنامهٔ کامل" | "Full profile",
    ListAnd: "، " | ", ",
    FormulaScore: "امتیاز = مجموع (وزن نهایی × مقدار بی‌مقیاس‌شده) روی شاخص‌های دارای داده" | "Score = sum of (final weight × normalised value) over the indicators with data",
    ExportCsv: "خروجی CSV" | "Export CSV",
    ExportPng: "ذخیرهٔ تصویر" | "Save picture",
    TableTwin: "جدول داده‌های نمودار" | "The chart as a table",
    Indicator: "شاخص" | "Indicator",
    Value: "مقدار" | "Value",
    Median: "میانه" | "Median",
    Minimum: "کمینه" | "Minimum",
    Maximum: "بیشینه" | "Maximum",
    Quartile1: "چارک اول" | "First quartile",
    Quartile3: "چارک سوم" | "Third quartile",
    GroupValue: "مقدار گروه" | "Group value",
    Missing: "بدون داده" | "Missing",
    Share: "سهم" | "Share",
    PopulationShare: "سهم از جمعیت" | "Share of population",
    Areas: "تعداد" | "Areas",
    Group: "گروه" | "Group",
    GroupBy: "گروه‌بندی بر پایهٔ" | "Group by",
    GroupAll: "همه" | "Everything",
    GroupUnknown: "نامشخص" | "Unknown",
    Measure: "سنجه" | "Measure",
    MapMeasure: "رنگ نقشه بر پایهٔ" | "Colour the map by",
    MapZoomIn: "بزرگ‌نمایی" | "Zoom in",
    MapZoomOut: "کوچک‌نمایی" | "Zoom out",
    MapReset: "نمای کامل" | "Whole map",
    MapLabel: "نقشهٔ {}؛ با کلیدهای جهت جابه‌جا و با + و − بزرگ و کوچک می‌شود" | "Map of {}; arrow keys move it, + and − zoom",
    MapTitle: "{measure}: {top} بیشترین مقدار را دارد" | "{measure}: {top} has the highest value",
    MapTitleScore: "نیازمندترین موارد: {list}" | "The neediest: {list}",
    MapNone: "این نسخهٔ داده نه مرز دارد و نه مختصات؛ نقشه‌ای برای نمایش نیست. فهرست اولویت‌ها در بخش «اولویت‌بندی» است." | "This snapshot has neither boundaries nor coordinates; there is no map to show. The list is under “Prioritisation”.",
    MapOutside: "بی‌رنگ: بیرون از فیلتر" | "Unshaded: outside the filter",
    MapMissing: "بدون داده (هاشور)" | "No data (hatched)",
    ClassRange: "{from} تا {to}" | "{from} to {to}",
    GroupsTitle: "{top} بالاترین و {bottom} پایین‌ترین «{measure}» را دارد" | "{top} has the highest and {bottom} the lowest “{measure}”",
    GroupsTitleOne: "پراکندگی «{measure}»" | "Spread of “{measure}”",
    GroupsNote: "جمع برای شمارش‌ها؛ برای نرخ‌ها و میانگین‌ها مقدار گروه از جمع صورت و مخرج یا با وزنِ اعلام‌شده دوباره حساب می‌شود." | "Counts add up; for rates and means the group value is recomputed from the sums or weighted by the declared base.",
    ProfileChoose: "یک {} برگزینید" | "Choose a {}",
    ProfileEmpty: "هنوز موردی برگزیده نشده است. از فهرست بالا یا با کلیک روی جدول و نقشه یکی را برگزینید." | "Nothing is chosen yet. Choose from the list above, or click in the table or on the map.",
    ProfileTitle: "{name}: {rank}، {driver}" | "{name}: {rank}, {driver}",
    ProfileDriver: "بیشترین سهم از حوزهٔ «{}»" | "most of it from “{}”",
    ProfileHarms: "آسیب‌ها و نیازها" | "Harms and needs",
    ProfileCapacities: "ظرفیت‌ها" | "Capacities",
    ProfileContext: "زمینه" | "Context",
    ProfileComposition: "امتیاز از چه ساخته شده است" | "What the score is made of",
    ProfilePosition: "جایگاه" | "Position",
    ProfilePositionHint: "راست: بهترین وضع، چپ: بدترین وضع؛ خط میانه: وسط" | "Left: best off, right: worst off; the line is the middle",
    ProfileTrend: "روند" | "Trend",
    ProfileIdentity: "مشخصات" | "Identity",
    Code: "کد" | "Code",
    Name: "نام" | "Name",
    Domain: "حوزه" | "Domain",
    Contribution: "سهم در امتیاز" | "Part in the score",
    WorseThan: "بدتر از {}" | "Worse than {}",
    StandardError: "± خطای معیار {}" | "± standard error {}",
    PeriodOther: "مقدار از {}" | "value of {}",
    DataIdentity: "مشخصات نسخهٔ داده" | "Identity of the snapshot",
    Issuer: "صادرکننده" | "Issuer",
    Issued: "تاریخ صدور" | "Issued",
    Periods: "دوره‌ها" | "Periods",
    Period: "دوره" | "Period",
    Sources: "منابع" | "Sources",
    Note: "توضیح" | "Note",
    Hash: "اثر انگشت (SHA-256)" | "Fingerprint (SHA-256)",
    HashPending: "در حال محاسبه…" | "being computed…",
    Findings: "یافته‌های اعتبارسنجی" | "Findings of validation",
    FindingsNone: "همهٔ قواعد برقرار است؛ یافته‌ای نیست." | "Every rule holds; there is no finding.",
    FindingsPending: "داده در حال بررسی است… {}" | "The data are being checked… {}",
    FindingsMore: "{n} یافتهٔ دیگر از همین گونه" | "{n} more of this kind",
    FindingsSummary: "{warns} هشدار و {informs} نکته" | "{warns} warnings and {informs} remarks",
    SeverityBlocks: "مانع" | "Blocks",
    SeverityWarns: "هشدار" | "Warning",
    SeverityInforms: "نکته" | "Remark",
    Indicators: "شاخص‌ها" | "Indicators",
    Definition: "تعریف" | "Definition",
    Source: "منبع" | "Source",
    Polarity: "جهت" | "Polarity",
    PolarityRaises: "بیشتر = نیاز بیشتر" | "more = more need",
    PolarityLowers: "بیشتر = نیاز کمتر" | "more = less need",
    PolarityContext: "زمینه‌ای" | "context",
    KeyAreas: "شمار {} در نظر گرفته‌شده" | "Areas counted",
    KeyPopulation: "جمعیت تحت پوشش" | "Population covered",
    KeyList: "در فهرست، بالای خط برش" | "In the list, above the cut",
    KeyCoverage: "پوشش دادهٔ شاخص‌ها" | "Data coverage",
    OverviewTop: "ده مورد نخست" | "The first ten",
    OverviewTopLink: "فهرست کامل" | "The whole list",
    OverviewMapLink: "نقشهٔ بزرگ" | "The large map",
    OverviewFirstHarm: "نخستین آسیب در هر {}" | "First harm of each {}",
    OverviewFirstHarmNote: "شاخصی که سهم آن در امتیاز این واحد، بیش از همه از میانگین کل (با وزن جمعیت) بالاتر است." | "The indicator whose part in the score of this unit exceeds the overall mean most (weighted by population).",
    OverviewTiers: "پراکندگی سطح‌ها" | "Spread of the tiers",
    DropHere: "پروندهٔ نسخهٔ داده یا سناریو را همین‌جا رها کنید" | "Drop a snapshot or scenario file here",
    Loading: "در حال خواندن داده… {}" | "Reading the data… {}",
    LoadedSnapshot: "«{}» گشوده شد." | "“{}” is open.",
    Close: "بستن" | "Close",
    ErrorTitle: "این پرونده گشوده نشد" | "This file could not be opened",
    ErrorKept: "دادهٔ پیشین دست‌نخورده باز مانده است." | "The data that were open are still open, untouched.",
    ErrorFile: "پرونده: {}" | "File: {}",
    ErrorBlocked: "این نسخهٔ داده {n} ایراد دارد که پیش از کاربرد باید برطرف شود:" | "This snapshot has {n} faults that must be mended before use:",
    ErrorScenario: "این سناریو با دادهٔ باز سازگار نیست:" | "This scenario does not fit the open data:",
    ErrorNetwork: "پرونده از نشانی {} دریافت نشد (وضعیت {status})." | "The file could not be fetched from {} (status {status}).",
    ErrorSameOrigin: "نشانی «{}» روی میزبان دیگری است؛ این برنامه فقط از میزبان خود داده می‌خواند." | "“{}” is on another host; this program reads data from its own host only.",
    ErrorStorage: "ذخیرهٔ خودکار ممکن نشد؛ سناریو را در پرونده نگه دارید." | "Saving automatically failed; keep the scenario in a file.",
    Nothing: "با این فیلترها هیچ موردی باقی نمی‌ماند." | "No area passes these filters.",
    NothingScored: "هیچ موردی امتیاز نگرفته است. وزن‌ها یا کمینهٔ پوشش را بررسی کنید." | "No area has a score. Check the weights or the least coverage.",
    NoData: "هنوز داده‌ای باز نیست" | "No data are open yet",
    NoDataHint: "پروندهٔ نسخهٔ داده (‎.snapshot.json‎) را برگزینید یا روی صفحه رها کنید." | "Choose a snapshot file (.snapshot.json) or drop it on the page.",
    PrintFooter: "نسخهٔ داده {hash} · چاپ در {date}" | "Snapshot {hash} · printed {date}",
    PrintRest: "{n} مورد دیگر در این برگه نیامده است." | "{n} more areas are not on this sheet.",
}

/// Puts values into the placeholders of a text; a placeholder without a value stays visible.
///
/// ```
/// use negah::text::fill;
/// assert_eq!(fill("{n} of {total}", &[("n", "3"), ("total", "9")]), "3 of 9");
/// assert_eq!(fill("Hello {}", &[("", "you")]), "Hello you");
/// ```
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + length];
        filled.push_str(&rest[..open]);
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut found: Vec<_> =
            text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_languages_hold_matching_placeholders() {
        for key in Msg::ALL {
            let (fa, en) = (key.text(Language::Fa), key.text(Language::En));
            // English leaves out the name of the level, which it could not put into the plural.
            let (fa_holes, en_holes) = (placeholders(fa), placeholders(en));
            assert!(en_holes.iter().all(|hole| fa_holes.contains(hole)), "{}", key.key());
            assert!(
                fa_holes.iter().all(|hole| en_holes.contains(hole) || ["", "unit"].contains(hole)),
                "{}",
                key.key()
            );
            assert!(!fa.trim().is_empty() && !en.trim().is_empty());
        }
    }

    #[test]
    fn persian_uses_persian_letters() {
        for key in Msg::ALL {
            assert!(!crate::text::has_arabic_letters(key.text(Language::Fa)), "{}", key.key());
        }
    }

    #[test]
    fn values_are_not_templates_themselves() {
        assert_eq!(fill("{a} {b}", &[("a", "{b}"), ("b", "2")]), "{b} 2");
        assert_eq!(fill("{missing", &[]), "{missing");
    }
}
