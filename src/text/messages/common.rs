//! Words that several places share.

use super::{Msg, Table, number_of};

messages! {
    common:
    Apply: "اعمال وزن‌ها" | "Apply",
    Cancel: "انصراف" | "Cancel",
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
    Code: "کد" | "Code",
    Name: "نام" | "Name",
    Domain: "حوزه" | "Domain",
    Contribution: "سهم در امتیاز" | "Part in the score",
    StandardError: "± خطای معیار {}" | "± standard error {}",
    Close: "بستن" | "Close",
    Print: "چاپ" | "Print",
}
