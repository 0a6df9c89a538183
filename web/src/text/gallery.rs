//! Words of the gallery's filters and of what is done with many pictures, in both languages.

use super::pick;

/// The words of one language.
pub(crate) struct Sift {
    pub(crate) search: &'static str,
    pub(crate) any_operation: &'static str,
    pub(crate) any_model: &'static str,
    pub(crate) any_time: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) model: &'static str,
    pub(crate) time: &'static str,
    pub(crate) times: [&'static str; 3],
    pub(crate) only: &'static str,
    pub(crate) everything: &'static str,
    pub(crate) starred: &'static str,
    pub(crate) blocked: &'static str,
    pub(crate) unsaved: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) clear_filters: &'static str,
    pub(crate) select: fn(&str) -> String,
    pub(crate) selected: fn(usize, usize) -> String,
    pub(crate) zip: &'static str,
    pub(crate) zip_left_out: fn(usize) -> String,
    pub(crate) star: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) deleted: fn(usize) -> String,
    pub(crate) clear: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) filling: &'static str,
    pub(crate) propose: &'static str,
    pub(crate) proposed: fn(usize, &str) -> String,
}

const EN: Sift = Sift {
    search: "Search words",
    any_operation: "All operations",
    any_model: "All models",
    any_time: "Any time",
    operation: "Operation",
    model: "Model",
    time: "Time",
    times: ["Today", "Last 7 days", "Last 30 days"],
    only: "Show",
    everything: "Everything",
    starred: "Starred",
    blocked: "Blocked",
    unsaved: "Not saved",
    nothing: "Nothing fits these filters.",
    clear_filters: "Clear filters",
    select: |prompt| format!("Select: {prompt}"),
    selected: |jobs, pictures| match (jobs, pictures) {
        (1, 1) => "1 picture selected".to_owned(),
        (1, pictures) => format!("1 job with {pictures} pictures selected"),
        (jobs, pictures) => format!("{jobs} jobs with {pictures} pictures selected"),
    },
    zip: "Download as ZIP",
    zip_left_out: |count| {
        format!(
            "{count} pictures are not in the ZIP: their bytes are not here, or it would be larger than 4 GB."
        )
    },
    star: "Star",
    delete: "Delete",
    deleted: |jobs| if jobs == 1 { "Deleted.".to_owned() } else { format!("{jobs} jobs deleted.") },
    clear: "Clear selection",
    loading: "Loading",
    filling: "The browser's room for this gallery is filling up.",
    propose: "Propose what could go",
    proposed: |jobs, size| {
        format!("{jobs} old jobs without a star are selected, {size}. Download them before you delete.")
    },
};

const ZH: Sift = Sift {
    search: "搜索文字",
    any_operation: "全部操作",
    any_model: "全部模型",
    any_time: "任何时间",
    operation: "操作",
    model: "模型",
    time: "时间",
    times: ["今天", "最近 7 天", "最近 30 天"],
    only: "显示",
    everything: "全部",
    starred: "已加星标",
    blocked: "被拦下",
    unsaved: "未保存",
    nothing: "没有符合条件的内容。",
    clear_filters: "清除筛选",
    select: |prompt| format!("选择：{prompt}"),
    selected: |jobs, pictures| format!("已选 {jobs} 个任务，共 {pictures} 张图片"),
    zip: "打包下载 ZIP",
    zip_left_out: |count| format!("有 {count} 张图片未放入 ZIP：数据不在此处，或总大小将超过 4 GB。"),
    star: "加星标",
    delete: "删除",
    deleted: |jobs| format!("已删除 {jobs} 个任务。"),
    clear: "取消选择",
    loading: "加载中",
    filling: "浏览器留给此图库的空间快满了。",
    propose: "建议可清理的内容",
    proposed: |jobs, size| format!("已选中 {jobs} 个较早且未加星标的任务，共 {size}。删除前请先下载。"),
};

/// The words of the chosen language.
pub(crate) fn sift_words() -> &'static Sift {
    pick((&EN, &ZH))
}
