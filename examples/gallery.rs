//! Every widget of the kit in one window, to be looked at.
//!
//! ```sh
//! cargo run --example gallery -- [--lang zh-CN|en] [--scale 1] [--page counter|kit|signin|holder|dialog] [--size 1366x768] [--shot FILE.png]
//! ```
//! With `--shot` it draws, saves a picture and closes.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use clap::{Parser, ValueEnum};
use eframe::egui;
use egui::{Key, Ui};
use pindesk::{
    t,
    ui::{
        self,
        i18n::{self, Language},
        icons,
        theme::{Tokens, Tone, text},
        widgets::{
            Answer, Button, Confirm, DateField, Field, LogPill, Mark, Pill, Progress, RailEntry, RailEvent, SecretField, SecretText, Shortcut, Toasts, TopBar, banner, card, card_titled, check,
            check_row, chips, combo, divider, empty, ends_row, kv, kv_mono, kv_with, labelled_combo, logo, pin_boxes, pin_pad, radio_card, shell, stepper, title, with_side,
        },
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Page {
    Counter,
    Kit,
    Signin,
    Holder,
    Dialog,
}

#[derive(Parser)]
struct Options {
    #[arg(long, default_value = "zh-CN")]
    lang: String,
    #[arg(long, default_value_t = 1.0)]
    scale: f32,
    #[arg(long, value_enum, default_value = "counter")]
    page: Page,
    /// In pixels.
    #[arg(long, default_value = "1366x768")]
    size: String,
    #[arg(long)]
    shot: Option<PathBuf>,
}

struct Gallery {
    page: Page,
    shot: Option<PathBuf>,
    taken: Arc<AtomicBool>,
    frames: u32,
    checks: [bool; 3],
    kind: usize,
    document: usize,
    chip: usize,
    agreed: bool,
    staff: String,
    remark: String,
    day: String,
    password: SecretText,
    filled: usize,
    toasts: Toasts,
    answer: Option<Answer>,
}

/// A made-up text in both languages; the gallery's own words are no part of the product's texts.
fn both(chinese: &str, english: &str) -> String {
    match i18n::current() {
        Language::Chinese => chinese,
        Language::English => english,
    }
    .to_owned()
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        match self.page {
            Page::Signin => self.sign_in(ui),
            Page::Holder => self.holder(ui),
            _ => self.desk(ui),
        }
        self.toasts.show(ui.ctx());
        self.take_shot(ui);
    }
}

impl Gallery {
    fn take_shot(&mut self, ui: &Ui) {
        let Some(path) = self.shot.clone() else { return };
        self.frames += 1;
        if self.frames == 8 {
            let taken = self.taken.clone();
            ui.ctx().request_screenshot(move |picture| {
                let [width, height] = picture.size;
                let bytes: Vec<u8> = picture.pixels.iter().flat_map(egui::Color32::to_array).collect();
                let size = (u32::try_from(width).unwrap(), u32::try_from(height).unwrap());
                image::save_buffer(&path, &bytes, size.0, size.1, image::ColorType::Rgba8).unwrap();
                taken.store(true, Ordering::SeqCst);
            });
        }
        if self.taken.load(Ordering::SeqCst) {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ui.ctx().request_repaint_after(Duration::from_millis(30));
    }

    fn desk(&mut self, ui: &mut Ui) {
        let entries = [
            RailEntry { target: Page::Counter, icon: icons::DESKTOP_WINDOWS, label: t!("rail-counter") },
            RailEntry { target: Page::Kit, icon: icons::LIST_ALT, label: t!("rail-audit") },
            RailEntry { target: Page::Dialog, icon: icons::SETTINGS, label: t!("rail-settings") },
        ];
        let bar = TopBar {
            title: both("密码服务窗口", "PIN desk"),
            seat: Some(t!("rail-seat", seat = "03")),
            person: Some(t!("rail-person", name = both("李明", "Li Ming"), role = i18n::text_of("role", "clerk"))),
            log: Some(LogPill { tone: Tone::Good, text: t!("rail-log-whole", count = "1,204") }),
            is_demo: self.page == Page::Kit,
        };
        let page = self.page;
        let chosen = shell(ui, &entries, Some(page), &bar, |ui| match page {
            Page::Counter => self.counter(ui),
            _ => self.kit(ui),
        });
        match chosen {
            Some(RailEvent::Open(page)) => self.page = page,
            Some(RailEvent::SwitchLanguage) => i18n::select(i18n::current().other()),
            Some(RailEvent::Lock) => self.toasts.push(ui.ctx(), Tone::Info, t!("action-screen_lock")),
            None => {}
        }
        if page == Page::Dialog && self.answer.is_none() {
            let question = both("离开这次办理？", "Leave this visit?");
            let body = both("核验结果会作废，这次办件记为“未办理”。", "The identity check is void and the visit counts as abandoned.");
            let leave = both("离开", "Leave");
            self.answer = Confirm::new(&question, &body, &leave).danger().show(ui.ctx());
        }
    }

    fn counter(&mut self, ui: &mut Ui) {
        with_side(ui, 286.0, self, Self::counter_main, |ui, s| s.counter_side(ui));
    }

    fn counter_main(ui: &mut Ui, s: &mut Self) {
        let steps = [both("查询持卡人", "Look up"), both("核验证件", "Identity check"), both("办理", "Act"), both("完成", "Done")];
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
                        ui.label(text::muted(both("男 · 46 岁及以上 · 证件长期有效", "male · 46 or older · no expiry")));
                    });
                });
            },
            |ui, ()| {
                Button::secondary(both("按住显示", "Hold to show")).key(Key::F2).show(ui);
                ui.label(text::number("1***************7X"));
            },
        );
        ui.add_space(8.0);
        ui.columns(2, |columns| {
            let cards = [
                ("electronic", Pill::bad(i18n::text_of("state", "locked")), both("连续输错 6 次 · 11月22日 09:14 锁定 · 上次修改 26 天前", "6 wrong in a row · locked 22 Nov 09:14 · changed 26 days ago")),
                ("physical", Pill::good(i18n::text_of("state", "active")), both("上次修改 96 天前 · 与电子社保卡密码相互独立", "changed 96 days ago · independent of the electronic PIN")),
            ];
            for (index, (kind, pill, detail)) in cards.into_iter().enumerate() {
                if radio_card(&mut columns[index], self.kind == index, &i18n::text_of("kind", kind), Some(pill), &detail) {
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
                let documents = [(0, both("居民身份证", "Resident identity card")), (1, both("临时身份证", "Temporary card"))];
                combo(ui, &both("证件类型", "Document"), &mut s.document, &documents);
                ui.label(text::muted(both("证件类型", "Document")));
            },
        );
        let rows = [
            (both("是原件，不是复印件或照片", "It is the original, not a copy or photograph"), both("侧光看“长城”防伪膜，查看底纹", "Look at the film in slanting light, and at the pattern")),
            (both("照片与本人一致", "The photo is this person"), both("请持卡人摘下口罩、帽子", "Ask the holder to take off mask and hat")),
            (both("姓名、号码与证件一致", "Name and number match the document"), both("逐字比对，不要念出", "Compare character by character, not aloud")),
        ];
        for (checked, (title, explanation)) in self.checks.iter_mut().zip(rows) {
            check_row(ui, checked, &title, &explanation);
        }
        ui.add_space(4.0);
        ends_row(
            ui,
            self,
            |ui, _| {
                Button::danger(both("核验不通过…", "Refuse…")).key(Key::F8).action().show(ui);
            },
            |ui, s| {
                let left = s.checks.iter().filter(|checked| !**checked).count();
                let missing = (left > 0).then(|| t!("common-still-missing", count = left));
                if Button::primary(both("核验通过", "Passed")).key(Key::Enter).missing(missing).action().show_with_reason(ui) {
                    s.toasts.push(ui.ctx(), Tone::Good, i18n::text_of("action", "identity_check"));
                }
            },
        );
    }

    fn counter_side(&mut self, ui: &mut Ui) {
        card_titled(ui, &both("本次办理", "This visit"), |ui| {
            kv_mono(ui, &both("业务流水号", "Serial"), "20261122-03-0017");
            kv(ui, &both("用时", "Time"), &both("1 分钟", "1 minute"));
            kv(ui, &both("持卡人屏", "Holder screen"), &both("已连接", "connected"));
        });
        card_titled(ui, &both("此人最近 30 天", "This person, 30 days"), |ui| {
            for (at, pill, what) in [
                ("11-22 09:14", Pill::bad(both("锁定", "Locked")), both("输错 6 次", "6 wrong")),
                ("10-27 15:32", Pill::info(both("重置", "Reset")), both("办件 0009", "visit 0009")),
            ] {
                ui.horizontal(|ui| {
                    ui.label(text::small(at));
                    pill.show(ui);
                    ui.label(text::small(what));
                });
            }
            ui.label(text::muted(both("30 天内再次重置需要主管复核；解锁不需要。", "A second reset within 30 days needs approval; unlocking does not.")));
        });
        Button::secondary(both("结束本次办理", "End this visit")).key(Key::Escape).action().full_width().show(ui);
    }

    fn kit(&mut self, ui: &mut Ui) {
        let happened = both("密钥文件读不到，办件已停。", "The key file cannot be read; counter work stopped.");
        banner(ui, Tone::Bad, &happened, &both("插回密钥盘，然后点“重试”。", "Plug the key medium back in, then try again."), Some(&t!("common-retry")));
        banner(ui, Tone::Caution, &both("时钟往回走了 3 分钟。", "The clock went back 3 minutes."), "", None);
        card_titled(ui, &both("按钮", "Buttons"), |ui| {
            ui.horizontal_wrapped(|ui| {
                Button::primary(both("导出…", "Export…")).icon(icons::DOWNLOAD).key(Shortcut::ctrl(Key::E)).show(ui);
                Button::secondary(both("校验日志", "Verify log")).icon(icons::VERIFIED_USER).key(Key::F5).show(ui);
                Button::danger(both("停用", "Disable")).show(ui);
                Button::quiet(both("更多", "More")).icon(icons::MORE_HORIZ).show(ui);
                Button::secondary(both("保存", "Save")).missing(Some(both("没有改动", "nothing changed"))).show_with_reason(ui);
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
                    SecretField::new(both("登录密码", "Password"), &mut self.password).help(both("至少 12 个字符", "At least 12 characters")).show(left);
                    DateField::new(both("有效期至", "Valid until"), &mut self.day).show(right);
                    Field::new(both("说明", "Remark"), &mut self.remark).error(Some(both("请写明原因", "Say why"))).rows(2).show(right);
                }
            });
        });
        card_titled(ui, &both("选择", "Picking"), |ui| {
            let options = [(0, both("全部", "All")), (1, both("成功", "Done")), (2, both("未通过", "Refused"))];
            chips(ui, &both("结果", "Outcome"), &mut self.chip, &options);
            labelled_combo(ui, &both("结果", "Outcome"), &mut self.chip, &options);
            check(ui, &mut self.agreed, &both("我已抄下恢复码", "I have written the recovery code down"));
            divider(ui);
            Progress::new(&both("正在导入", "Importing"), Duration::from_secs(3)).fraction(Some(0.42)).cancellable().show(ui);
        });
        card(ui, |ui| empty(ui, icons::SEARCH, &both("没有符合的记录", "No entries match"), &both("放宽日期或换一个人员再试", "Widen the dates or pick someone else")));
    }

    fn sign_in(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        egui::CentralPanel::default().frame(egui::Frame::new().fill(tokens.canvas)).show(ui, |ui| {
            let width = 420.0;
            ui.add_space(((ui.available_height() - 430.0) / 2.0).max(16.0));
            ui.horizontal(|ui| {
                ui.add_space((ui.available_width() - width) / 2.0);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    card(ui, |ui| {
                        egui::Frame::new().inner_margin(20).show(ui, |ui| self.sign_in_form(ui));
                    });
                });
            });
        });
    }

    fn sign_in_form(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            logo(ui, 40.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                title(ui, &t!("app-name"));
                ui.label(text::muted(t!("rail-seat", seat = "03")));
            });
        });
        ui.add_space(16.0);
        Field::new(both("工号", "Staff number"), &mut self.staff).hint("clerk01").show(ui);
        ui.add_space(4.0);
        let id = egui::Id::unique("gallery-password");
        if self.frames == 2 {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if self.frames == 3 {
            ui.input_mut(|input| input.events.push(egui::Event::Text("1234567890".to_owned())));
        }
        let error = both("工号或登录密码错误。再错 3 次，将锁定 15 分钟。", "Staff number or password is wrong. 3 more and it locks for 15 minutes.");
        SecretField::new(both("登录密码", "Password"), &mut self.password).id(id).error(Some(error)).show(ui);
        ui.add_space(8.0);
        Button::primary(both("登录", "Sign in")).key(Key::Enter).action().full_width().show(ui);
    }

    fn holder(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        let right = egui::Panel::right("pad").exact_size(420.0).resizable(false).show_separator_line(false).frame(egui::Frame::new().fill(tokens.canvas).inner_margin(30));
        right.show(ui, |ui| {
            if let Some(key) = pin_pad(ui, &[7, 2, 9, 0, 4, 6, 1, 8, 3, 5], true) {
                self.filled = match key {
                    ui::widgets::PadKey::Digit(_) => (self.filled + 1).min(6),
                    ui::widgets::PadKey::Delete => self.filled.saturating_sub(1),
                    ui::widgets::PadKey::Clear => 0,
                };
            }
            ui.add_space(12.0);
            let left = 6_usize.saturating_sub(self.filled);
            let missing = (left > 0).then(|| t!("common-still-missing", count = left));
            Button::primary(t!("common-next")).missing(missing).holder().full_width().show(ui);
            Button::secondary(both("取消办理", "Cancel")).holder().full_width().show(ui);
        });
        egui::CentralPanel::default().frame(egui::Frame::new().fill(tokens.surface).inner_margin(egui::Margin::symmetric(56, 44))).show(ui, |ui| {
            Pill::info(both("电子社保卡密码 · 重置", "Electronic card PIN · reset")).show(ui);
            ui.add_space(12.0);
            ui.label(text::holder_title(both("请设置新的 6 位数字密码", "Choose a new six-digit PIN")));
            ui.label(text::holder_body(both("第 1 次，共 2 次。请遮挡键盘，工作人员看不到您的密码。", "First of two times. Cover the pad; staff cannot see your PIN.")).weak());
            ui.add_space(20.0);
            pin_boxes(ui, self.filled, 6);
        });
    }
}

fn main() -> eframe::Result {
    let options = Options::parse();
    let (width, height) = options.size.split_once('x').and_then(|(w, h)| Some((w.parse::<f32>().ok()?, h.parse::<f32>().ok()?))).unwrap_or((1366.0, 768.0));
    let scale = options.scale;
    let viewport = egui::ViewportBuilder::default().with_inner_size([width, height]).with_decorations(options.shot.is_none());
    let native = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    let create = move |cc: &eframe::CreationContext<'_>| {
        ui::install(&cc.egui_ctx);
        cc.egui_ctx.set_zoom_factor(scale);
        i18n::select(Language::from_tag(&options.lang).unwrap_or_default());
        let gallery = Gallery {
            page: options.page,
            shot: options.shot,
            taken: Arc::default(),
            frames: 0,
            checks: [true, true, false],
            kind: 0,
            document: 0,
            chip: 0,
            agreed: true,
            staff: "clerk01".to_owned(),
            remark: String::new(),
            day: "2026-02-30".to_owned(),
            password: SecretText::default(),
            filled: 3,
            toasts: Toasts::default(),
            answer: None,
        };
        Ok(Box::new(gallery) as Box<dyn eframe::App>)
    };
    eframe::run_native("Pindesk gallery", native, Box::new(create))
}
