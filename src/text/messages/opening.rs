//! Opening files and what may go wrong.

use super::{Msg, Table, number_of};

messages! {
    opening:
    DropHere: "پروندهٔ نسخهٔ داده یا سناریو را همین‌جا رها کنید" | "Drop a snapshot or scenario file here",
    Loading: "در حال خواندن داده… {}" | "Reading the data… {}",
    LoadedSnapshot: "«{}» گشوده شد." | "“{}” is open.",
    ErrorTitle: "این پرونده گشوده نشد" | "This file could not be opened",
    ErrorKept: "دادهٔ پیشین دست‌نخورده باز مانده است." | "The data that were open are still open, untouched.",
    ErrorFile: "پرونده: {}" | "File: {}",
    ErrorBlocked: "این نسخهٔ داده {n} ایراد دارد که پیش از استفاده باید برطرف شود:" | "This snapshot has {n} faults that must be mended before use:",
    ErrorWork: "این پرونده کار ذخیره‌شدهٔ این برنامه نیست، یا کامل نیست." | "This file is no saved work of this page, or it is not complete.",
    ErrorScenario: "این سناریو با دادهٔ باز سازگار نیست:" | "This scenario does not fit the open data:",
    ErrorNetwork: "پرونده از نشانی {} دریافت نشد (وضعیت {status})." | "The file could not be fetched from {} (status {status}).",
    ErrorSameOrigin: "نشانی «{}» روی میزبان دیگری است؛ این برنامه فقط از میزبان خود داده می‌خواند." | "“{}” is on another host; this program reads data from its own host only.",
    ErrorStorage: "ذخیرهٔ خودکار ممکن نشد؛ سناریو را در پرونده نگه دارید." | "Saving automatically failed; keep the scenario in a file.",
    Nothing: "با این فیلترها هیچ موردی باقی نمی‌ماند." | "No area passes these filters.",
    NothingScored: "هیچ موردی امتیاز نگرفته است. وزن‌ها یا کمینهٔ پوشش را بررسی کنید." | "No area has a score. Check the weights or the least coverage.",
    NoData: "هنوز داده‌ای باز نیست" | "No data are open yet",
    NoDataHint: "پروندهٔ نسخهٔ داده (‎.snapshot.json‎) را برگزینید یا روی صفحه رها کنید." | "Choose a snapshot file (.snapshot.json) or drop it on the page.",
}
