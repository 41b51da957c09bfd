//! The counter at the identity check, as in the mockup.

use egui::{Key, Ui};
use pindesk::{
    t,
    ui::{
        i18n,
        theme::{Tone, text},
        widgets::*,
    },
};

use super::{Gallery, both};

impl Gallery {
    pub fn counter(&mut self, ui: &mut Ui) {
        with_side(ui, 286.0, self, Self::counter_main, |ui, s| s.counter_side(ui));
    }

    fn counter_main(ui: &mut Ui, s: &mut Self) {
        let steps = [
            both("查询持卡人", "Look up"),
            both("核验证件", "Identity check"),
            both("办理", "Action"),
            both("完成", "Done"),
        ];
        stepper(ui, &steps, 1);
        card(ui, |ui| s.holder_card(ui));
        card(ui, |ui| s.check_card(ui));
    }

    fn holder_card(&mut self, ui: &mut Ui) {
        ends_row(
            ui,
            &mut (),
            |ui, ()| {
                kv_with(ui, &both("持卡人", "Holder"), |ui| {
                    ui.horizontal(|ui| {
                        ui.label(text::name("张三丰"));
                        ui.label(text::muted(both(
                            "男 · 46 岁及以上 · 证件长期有效",
                            "male · 46 or older · no expiry",
                        )));
                    });
                });
            },
            |ui, ()| {
                Button::secondary(both("按住显示", "Hold to show")).key(Key::F2).small().show(ui);
                ui.label(text::number("1***************7X"));
            },
        );
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.columns(2, |columns| {
            let cards = [
                (
                    "electronic",
                    Pill::bad(i18n::text_of("state", "locked")),
                    both(
                        "连续输错 6 次 · 11月22日 09:14 锁定 · 上次修改 26 天前",
                        "6 wrong in a row · locked 22 Nov 09:14 · changed 26 days ago",
                    ),
                ),
                (
                    "physical",
                    Pill::good(i18n::text_of("state", "active")),
                    both(
                        "上次修改 96 天前 · 与电子社保卡密码相互独立",
                        "changed 96 days ago · independent of the electronic PIN",
                    ),
                ),
            ];
            for (index, (kind, pill, detail)) in cards.into_iter().enumerate() {
                if radio_card(
                    &mut columns[index],
                    self.kind == index,
                    &i18n::text_of("kind", kind),
                    Some(pill),
                    &detail,
                ) {
                    self.kind = index;
                }
            }
        });
    }

    fn check_card(&mut self, ui: &mut Ui) {
        ends_row(
            ui,
            self,
            |ui, _| {
                title(ui, &both("当面核验证件原件", "Check the original document"));
            },
            |ui, s| {
                Button::secondary(both("长期", "No expiry")).show(ui);
                ui.label(text::muted(both("有效期至", "Valid until")));
                let documents =
                    [(0, both("居民身份证", "Resident identity card")), (1, both("临时身份证", "Temporary card"))];
                combo(ui, &both("证件类型", "Document"), &mut s.document, &documents);
                ui.label(text::muted(both("证件类型", "Document")));
            },
        );
        let rows = [
            (
                both("是原件，不是复印件或照片", "It is the original, not a copy or photograph"),
                both("按所持证件的防伪标志查看", "Look at the film in slanting light, and at the pattern"),
            ),
            (
                both("照片与本人一致", "The photo is this person"),
                both("请持卡人摘下口罩、帽子", "Ask the holder to take off mask and hat"),
            ),
            (
                both("姓名、号码与证件一致", "Name and number match the document"),
                both("逐字比对，不要念出", "Compare character by character, not aloud"),
            ),
        ];
        for (checked, (title, explanation)) in self.checks.iter_mut().zip(rows) {
            check_row(ui, checked, &title, &explanation);
        }
        ui.add_space(4.0);
        ends_row(
            ui,
            self,
            |ui, _| {
                Button::danger(both("核验不通过…", "Refuse the check…")).key(Key::F8).action().show(ui);
            },
            |ui, s| {
                let left = s.checks.iter().filter(|checked| !**checked).count();
                let missing = (left > 0).then(|| t!("common-still-missing", count = left));
                if Button::primary(both("核验通过", "Passed"))
                    .key(Key::Enter)
                    .missing(missing)
                    .action()
                    .show_with_reason(ui)
                {
                    s.toasts.push(ui.ctx(), Tone::Good, i18n::text_of("action", "identity_check"));
                }
            },
        );
    }

    fn counter_side(&mut self, ui: &mut Ui) {
        card_titled(ui, &both("本次办理", "This visit"), |ui| {
            kv_mono(ui, &both("业务流水号", "Serial number"), "20261122-03-0017");
            kv(ui, &both("用时", "Time"), &both("1 分钟", "1 minute"));
            kv(ui, &both("持卡人屏", "Holder screen"), &both("已连接", "connected"));
        });
        card_titled(ui, &both("此人最近 30 天", "This person, 30 days"), |ui| {
            for (at, pill, what) in [
                ("11-22 09:14", Pill::bad(both("锁定", "Locked")), both("输错 6 次", "6 wrong")),
                ("10-27 15:32", Pill::info(both("重置", "Reset")), both("尾号 0009", "visit 0009")),
            ] {
                line(ui, |ui| {
                    ui.label(text::small(at));
                    pill.show(ui);
                    ui.label(text::small(what));
                });
            }
            ui.label(text::muted(both(
                "30 天内再次重置需要主管复核；解锁不需要。",
                "A second reset within 30 days needs approval; unlocking does not.",
            )));
        });
        Button::secondary(both("结束本次办理", "End this visit")).key(Key::Escape).action().full_width().show(ui);
    }
}
