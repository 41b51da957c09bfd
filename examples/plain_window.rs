//! A stock `eframe` window with one label: what `scripts/footprint` weighs the program against.

fn main() -> eframe::Result {
    let viewport = egui::ViewportBuilder::default().with_inner_size([1366.0, 768.0]);
    let options =
        eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..eframe::NativeOptions::default() };
    eframe::run_ui_native("plain", options, |ui, _frame| {
        ui.label("Hello");
    })
}
