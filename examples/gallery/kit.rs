//! One of each widget.

use std::time::Duration;

use egui::{Key, Ui};
use pindesk::{
    t,
    ui::{icons, theme::Tone, widgets::*},
};

use super::{Gallery, both};

impl Gallery {
    pub fn kit(&mut self, ui: &mut Ui) {
        let happened = both("密钥文件读不到，办件已停。", "The key file cannot be read; counter work stopped.");
        banner(
            ui,
            Tone::Bad,
            &happened,
            &both("插回密钥 U 盘，然后点“重试”。", "Plug the key medium back in, then try again."),
            Some(&t!("common-retry")),
        );
        banner(ui, Tone::Caution, &both("时钟往回走了 3 分钟。", "The clock went back 3 minutes."), "", None);
        card_titled(ui, &both("按钮", "Buttons"), |ui| {
            ui.horizontal_wrapped(|ui| {
                Button::primary(both("导出…", "Export…")).icon(icons::DOWNLOAD).key(Shortcut::ctrl(Key::E)).show(ui);
                Button::secondary(both("校验日志", "Verify log")).icon(icons::VERIFIED_USER).key(Key::F5).show(ui);
                Button::danger(both("停用", "Disable")).show(ui);
                Button::quiet(both("更多", "More")).icon(icons::MORE_HORIZ).show(ui);
                Button::secondary(both("保存", "Save"))
                    .missing(Some(both("没有改动", "No changes")))
                    .show_with_reason(ui);
            });
            ui.horizontal_wrapped(|ui| {
                Pill::good(both("成功", "Done")).mark(Mark::Check).show(ui);
                Pill::caution(both("未办理", "Abandoned")).mark(Mark::Exclamation).show(ui);
                Pill::bad(both("失败", "Failed")).mark(Mark::Cross).show(ui);
                Pill::info(both("重置", "Reset")).mark(Mark::Info).show(ui);
                Pill::new(Tone::Neutral, both("已停用", "Disabled")).show(ui);
            });
        });
        card_titled(ui, &both("填写", "Fields"), |ui| {
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    Field::new(both("工号", "Staff number"), &mut self.staff).hint("clerk01").show(left);
                    SecretField::new(both("登录密码", "Password"), &mut self.password)
                        .help(both("至少 12 个字符", "At least 12 characters"))
                        .show(left);
                    DateField::new(both("有效期至", "Valid until"), &mut self.day).show(right);
                    Field::new(both("说明", "Remark"), &mut self.remark)
                        .error(Some(both("请写明原因", "Say why")))
                        .rows(2)
                        .show(right);
                }
            });
        });
        card_titled(ui, &both("选择", "Picking"), |ui| {
            let options = [(0, both("全部", "All")), (1, both("成功", "Done")), (2, both("不通过", "Refused"))];
            chips(ui, &both("结果", "Outcome"), &mut self.chip, &options);
            labelled_combo(ui, &both("结果", "Outcome"), &mut self.chip, &options);
            check(ui, &mut self.agreed, &both("我已抄下恢复码", "I have written the recovery code down"));
            divider(ui);
            Progress::new(&both("正在导入", "Importing"), Duration::from_secs(3))
                .fraction(Some(0.42))
                .cancellable()
                .show(ui);
        });
        card(ui, |ui| {
            empty(
                ui,
                icons::SEARCH,
                &both("没有符合的记录", "No entries match"),
                &both("放宽日期或换一个人员再试", "Widen the dates or pick someone else"),
            )
        });
    }
}
