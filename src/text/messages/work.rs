//! Work that is kept: revisions, notices of trouble.

use super::{Msg, Table, number_of};

messages! {
    work:
    WorkSave: "ذخیرهٔ کار در پرونده" | "Save the work to a file",
    SaidWorkSaved: "کار در پروندهٔ {} ذخیره شد؛ همین صفحه آن را باز می‌گشاید." | "The work was saved to {}; this page opens it again.",
    NoticeFull: "جای ذخیره‌سازی مرورگر پر است و تغییرهای تازه نگه داشته نمی‌شود. کار را در پرونده ذخیره کنید." | "The browser has no room left, and new changes are not kept. Save the work to a file.",
    NoticeBlocked: "این مرورگر چیزی نگه نمی‌دارد (پنجرهٔ خصوصی یا تنظیمات آن) و با بستن صفحه کار از دست می‌رود. کار را در پرونده ذخیره کنید." | "This browser keeps nothing (a private window, or its settings), and the work is lost when the page is closed. Save the work to a file.",
    NoticeAnother: "همین داده در پنجرهٔ دیگری از این مرورگر هم باز است. کار هر پنجره جداگانه نگه داشته می‌شود؛ دفعهٔ بعد، کاری باز می‌شود که دیرتر تغییر کرده است." | "The same data are open in another window of this browser too. The work of each window is kept apart; the one changed last opens next time.",
    NoticeApart: "روی این داده هم‌زمان در پنجرهٔ دیگری هم کار شده است. کاری که دیرتر تغییر کرده باز است و کار آن پنجره در «نسخه‌های پیشین کار» مانده است." | "There was work on these data in another window at the same time. The work changed last is open; that of the other window is under “Earlier versions of the work”.",
    NoticeDamaged: "{} نسخهٔ نگه‌داشته‌شده از کار آسیب دیده است و خوانده نمی‌شود؛ تازه‌ترین نسخهٔ سالم باز شده است." | "Kept versions of the work that are damaged and cannot be read: {}. The newest sound one is open.",
    NoticeDamagedAll: "{} نسخهٔ نگه‌داشته‌شده از کار آسیب دیده است و خوانده نمی‌شود؛ نسخهٔ سالمی نمانده است." | "Kept versions of the work that are damaged and cannot be read: {}. No sound one is left.",
    Revisions: "نسخه‌های پیشین کار" | "Earlier versions of the work",
    RevisionsHint: "تا {n} نسخهٔ آخر کار روی این داده در همین مرورگر می‌ماند: سناریو، فیلترها، اسلایدها و آرایش فهرست. بازگرداندن سناریو را می‌توان با «برگرداندن» لغو کرد." | "Up to the last {n} versions of the work on these data stay in this browser: scenario, filters, slides and how the list is arranged. Bringing a scenario back can be undone.",
    RevisionsNone: "هنوز نسخه‌ای نگه داشته نشده است." | "No version has been kept yet.",
    RevisionsUnread: "نسخه‌های نگه‌داشته‌شده خوانده نشد: مرورگر اجازه نمی‌دهد." | "The kept versions could not be read: the browser does not allow it.",
    RevisionMoment: "{day}، ساعت {time}" | "{day}, {time}",
    RevisionHere: "این پنجره" | "this window",
    RevisionSame: "با سناریوی کنونی فرقی ندارد" | "its scenario is the present one",
    RevisionNamed: "فرق با سناریوی کنونی: نام یا توضیح" | "differs from the present scenario in: name or note",
    RevisionDiffers: "فرق با سناریوی کنونی: {}" | "differs from the present scenario in: {}",
    RevisionLook: "نگاه به فهرست آن" | "Look at its list",
    RevisionTake: "بازگرداندن" | "Bring back",
    RevisionTaken: "نسخهٔ {} بازگردانده شد." | "The version of {} is back.",
    RevisionDamaged: "آسیب‌دیده؛ خوانده نمی‌شود" | "damaged; cannot be read",
    RevisionRemove: "پاک کردن" | "Delete",
    RevisionUnfit: "این نسخه با دادهٔ باز نمی‌خواند." | "This version does not fit the open data.",
}
