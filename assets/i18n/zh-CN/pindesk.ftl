# Pindesk 界面文字。键名与英文文件一一对应；说人话，不写术语缩写。

## Common

app-name = 社保卡密码服务
common-ok = 知道了
common-cancel = 取消
common-back = 返回
common-next = 下一步
common-save = 保存
common-close = 关闭
common-retry = 重试
common-yes = 是
common-no = 否
common-none = 无
common-all = 全部
common-choose = 请选择
common-optional = 选填
common-working = 正在处理…
common-progress = 已完成 { $percent }%
common-still-missing = 还差 { $count } 项
common-what-next = 怎么办
common-dismiss = 关闭提示
common-date-form = 按“年-月-日”填写，例如 2026-11-22
common-date-wrong = 没有这一天。请按“年-月-日”填写，例如 2026-11-22
common-secret-ime = 密码框不接受输入法文字，请切换到英文输入
common-secret-full = 太长了，最多 { $count } 个字符
common-step = 第 { $number } 步：{ $name }
common-step-done = 第 { $number } 步：{ $name }（已完成）
common-step-now = 第 { $number } 步：{ $name }（当前）
pad-clear = 清空
pad-delete = 删除
pad-name = 密码键盘
pad-entered = 已输入 { $count } 位，共 { $total } 位

## Rail and top bar

rail-name = 主菜单
rail-counter = 窗口
rail-audit = 审计
rail-staff = 人员
rail-settings = 设置
rail-import = 导入
rail-language = English
rail-language-name = 切换到英文（English）
rail-lock = 锁屏
rail-log-whole = 审计日志完整 · { $count } 条
rail-log-checking = 正在校验日志 · { $percent }%
rail-log-damaged = 审计日志有问题
rail-seat = { $seat } 号窗口
rail-person = { $name } · { $role }
rail-demo = 演示数据

## Sign-in

## First run

## Missing office

## Counter: look-up

counter-title = 密码服务窗口

## Counter: identity check

## Counter: act

## Counter: done

## Approval

## Holder window

## Staff

staff-title = 人员
staff-accounts = 全部人员
staff-keys = ↑ ↓ 选人，回车看能办什么，F2 新建
staff-new = 新建人员
staff-number = 工号
staff-name = 姓名
staff-role = 岗位
staff-person = 身份证件号码
staff-state = 状态
staff-state-normal = 正常
staff-state-one-time = 待改一次性密码
staff-state-locked = 已锁定，{ $until } 自动解开
staff-state-disabled = 已停用
staff-own-mark = （本人）
staff-chosen = 人员详情
staff-choose = 在左边选一个人，这里就会列出能办的事。
staff-own = 这是您自己的账号。自己的账号不能自己停用、解锁或发一次性密码，请由另一位系统管理员办理。改自己的登录密码请在登录时办理；密码忘了用恢复码。
staff-supervisor-protected = 主管的登录密码受保护：要由另一位主管输入自己的密码同意。没有其他主管时，用恢复码。
staff-disable = 停用
staff-enable = 重新启用
staff-unlock = 解除锁定
staff-password = 发放一次性密码
staff-is-disabled = 已经停用
staff-not-disabled = 没有停用
staff-not-locked = 没有被锁定
staff-disable-ask = 停用 { $name }（{ $number }）？
staff-disable-body = 下一次操作起就进不来了，正在办的也会停下。以后可以重新启用。
staff-enable-ask = 重新启用 { $name }（{ $number }）？
staff-enable-body = 原来的登录密码继续有效。密码忘了的，再发一次性密码。
staff-unlock-ask = 解除 { $name }（{ $number }）的锁定？
staff-unlock-body = 登录密码连续输错被锁。请先当面问清是本人输错的，再解除。密码不变。
staff-password-ask = 给 { $name }（{ $number }）发一次性密码？
staff-password-body = 原来的登录密码马上作废。一次性密码只显示一次，请当面交给本人；本人登录后必须改掉。
staff-password-disabled-body = 账号还停用着，发了也登录不了，要另外启用。原来的登录密码马上作废。
staff-changed = { $number }：已办好，并写入审计日志
staff-new-title = 新建人员
staff-new-body = 一人一个账号，一个账号一个岗位。号码只用来认出同一个人，保存的是打码后的样子。
staff-create = 建立账号
staff-hashing = 正在建立账号…
staff-number-help = 2 到 32 个字母、数字或 - _ .
staff-role-note-clerk = 查询、核验，设置、重置和解锁密码
staff-role-note-supervisor = 看日志、校验、复核，不碰密码
staff-role-note-administrator = 管人员、导入和设置，看不到持卡人全部信息
staff-id-number = 本人身份证件号码
staff-id-number-help = 看着本人证件输入
staff-id-valid = 号码没有问题
staff-id-typed = 已输入 { $typed } 位，共 { $wanted } 位
staff-code-title = { $number } 的一次性密码
staff-code-body = 只显示这一次，关掉就再也看不到了。请抄下来，当面交给本人。登录时大小写、横线都不影响；登录后必须改掉。
staff-code = 一次性密码
staff-code-written = 我已经抄下来了
staff-code-missing = 请先抄下来
staff-code-done = 完成
staff-consent-why = 这是主管账号。系统管理员不能单独换掉主管的密码，否则就能冒充主管。
staff-consent-supervisor = 请另一位主管在这里输入自己的工号和登录密码，表示同意。
staff-consent-recovery = 现在没有其他在岗的主管，请输入开办时抄下的恢复码。
staff-consent-number = 另一位主管的工号
staff-consent-password = 另一位主管的登录密码
staff-consent-code = 恢复码
staff-consent-number-missing = 还差另一位主管的工号
staff-consent-password-missing = 还差另一位主管的密码
staff-consent-code-missing = 还差恢复码
staff-consent-flagged = 这件事会在日志里标出来，并在那位主管下次登录时告诉本人。

## Settings

settings-title = 设置
settings-group-window = 窗口和持卡人屏
settings-group-note-window = 这台电脑是哪个窗口，持卡人在哪块屏上输密码
settings-group-pin = 密码规则
settings-group-note-pin = 输错几次锁、锁多久、哪些密码不让用
settings-group-approval = 主管复核
settings-group-note-approval = 哪些情况要主管同意才能办
settings-group-security = 登录和锁屏
settings-group-note-security = 对所有人员一样
setting-help-office_name = 显示在登录界面上。1–60 个字
setting-help-seat = 写进每条日志和办件编号，例如 03
setting-help-holder_monitor = 持卡人屏是第几块显示器；0 = 就用这一块，办理时全屏
setting-help-shuffled_pad = 每次打乱数字键的位置，防偷看。有些老人会不习惯
setting-help-tries_before_lock = 持卡人连续输错这么多次，密码锁定
setting-help-electronic_lock_hours = 电子社保卡密码锁定后，过这么多小时自动解开；0 = 不自动解开
setting-help-initial_pins = 发卡时统一的初始密码，谁也不能选它。用空格隔开，可以不填。日志里只记个数
setting-help-repeat_reset_days = 同一密码在这么多天内再次重置，要复核；0 = 不要求
setting-help-doubtful_check_days = 核验出现疑点后这么多天内办理，要复核；0 = 不要求
setting-help-other_document_approval = 拿护照、户口簿等其他证件来办的，要复核
setting-help-free_unlocks_per_year = 同一密码一年内解锁这么多次不用复核，再多就要
setting-help-idle_lock_minutes = 没人操作这么多分钟后锁屏
setting-help-session_hours = 登录满这么多小时，要重新登录
settings-help-range = { $help }（{ $min }–{ $max }）
settings-wrong-text = 请填 1 到 60 个字
settings-wrong-seat = 请填窗口编号：字母和数字，例如 03
settings-wrong-number = 请填 { $min } 到 { $max } 的整数
settings-wrong-pins = 每个密码要正好 6 位数字，用空格隔开
settings-changes = 要保存的修改
settings-no-changes = 没有改动
settings-before-after = { $before } 改为 { $after }
settings-save = 保存修改
settings-discard = 放弃修改
settings-discard-ask = 放弃这些修改？
settings-discard-body = 还没保存的内容会变回原来的值。
settings-wrong-fields = 有 { $count } 项填得不对
settings-entry-note = 每改一项，审计日志里就记一条，写明改前改后和经手人。
settings-saved = 已保存 { $count } 项修改
settings-monitor-test = 试一下这块显示器
settings-monitor-number = 先填显示器号
settings-monitor-own = 0 就是这一块，不用试
settings-monitor-window = 持卡人屏测试
settings-monitor-here = 持卡人屏 · 第 { $number } 块显示器
settings-monitor-closes = 3 秒后自动关闭
settings-monitor-found = 第 { $number } 块显示器可以用。
settings-monitor-missing = 没有找到第 { $number } 块显示器。
settings-monitor-missing-next = 请接好显示器，或者换一个号再试；也可以填 0，用这一块屏。

## Import

import-title = 导入持卡人
import-choose = 选择文件
import-choose-note = 全部没问题才会导入；有一行不对，就一行也不导入，并列出哪里不对。
import-path = 文件位置
import-path-hint = /home/…/holders.csv
import-path-help = 可以直接输入或粘贴；选择窗口打不开时也用这里
import-pick = 选择文件…
import-picking = 请在打开的窗口里选文件。没有窗口出现的，请在上面直接输入文件位置。
import-files = CSV 文件
import-go = 开始导入
import-no-path = 请先选择文件
import-running = 正在导入…
import-stopping = 正在停下…
import-stopped = 已停下，什么也没有导入。
import-stopped-next = 登记信息和原来一样。可以重新开始。
import-unreadable = 文件读不到：{ $detail }
import-io = 文件读写不了，什么也没有导入：{ $path }（{ $detail }）
import-io-next = 请检查文件在不在、U 盘插好没有，再试一次。
import-done = { $file } 已导入
import-lines = 读到行数
import-added = 新增持卡人
import-updated = 已有持卡人
import-done-note = 已经写入审计日志。已有的密码和锁定都没有动。
import-refused = { $file } 有 { $count } 处不对，什么也没有导入。
import-refused-next = 请交给提供文件的人改好，再导入一次。下面和报告里都不含个人信息。
import-problems = 哪里不对
import-report = 报告文件
import-copy-report = 复制位置
import-line = 行
import-column = 列
import-reason = 原因
import-whole-line = 整行
import-format = 文件格式
import-format-note = UTF-8 编码的 CSV。第一行是列名，先后不限，一列也不能少：
import-copy-header = 复制列名
import-copied = 列名已复制
import-column-id_number = 身份证件号码，15 位的自动升为 18 位
import-column-name = 姓名
import-column-phone = 手机号，可以空着
import-column-card_number = 社保卡号，可以空着
import-column-card_status = 0 未启用，1 正常，2 已挂失，3 应用锁定，4 临时挂失，9 已注销
import-column-electronic_pin = 电子社保卡密码：unset 未设置，active 正常，locked 已锁定
import-column-physical_pin = 实体卡社保密码：unset、active 或 locked
import-locks-note = 导入可以锁定密码，但不会解锁，也不会清掉已有的密码。

## Audit

audit-title = 审计日志

## Lock

## Damage

## Words: actions

action-look_up = 查询
action-identity_check = 核验证件
action-identity_confirm = 确认仍是本人
action-reveal = 显示号码
action-pin_set = 设置密码
action-pin_change = 修改密码
action-pin_verify = 试密码
action-pin_reset = 重置密码
action-pin_unlock = 解锁密码
action-pin_lock = 密码锁定
action-approval = 主管复核
action-visit_close = 结束办件
action-sign_in = 登录
action-sign_out = 退出
action-screen_lock = 锁屏
action-screen_unlock = 解除锁屏
action-password_change = 修改登录密码
action-staff_create = 新建人员
action-staff_disable = 停用人员
action-staff_enable = 启用人员
action-staff_unlock = 解除账号锁定
action-staff_password_reset = 发放一次性登录密码
action-recovery_code_use = 使用恢复码
action-setting_change = 修改设置
action-register_import = 导入持卡人
action-export = 导出日志
action-verification = 校验日志
action-sign_off = 核查意见
action-start = 启动程序
action-log_start = 新建日志
action-clock_step = 时钟回拨
action-backup = 备份
action-restore = 恢复备份

## Words: outcomes

outcome-done = 成功
outcome-refused = 未通过
outcome-failed = 失败
outcome-abandoned = 未办理

## Words: the rest

role-clerk = 经办
role-supervisor = 主管
role-administrator = 系统管理员
refusal-expired = 证件已过期
refusal-copy = 不是原件（复印件或照片）
refusal-photo_mismatch = 照片与本人不符
refusal-name_mismatch = 姓名或号码与登记不符
refusal-suspected_forgery = 疑似伪造证件
refusal-other = 其他原因
approval-repeat_reset = 同一密码 30 天内再次重置
approval-doubtful_check = 近 30 天核验出现过疑点（照片不符、非原件或疑似伪造）
approval-other_document = 所持证件不是居民身份证
approval-many_unlocks = 同一密码一年内第四次解锁
kind-electronic = 电子社保卡密码
kind-physical = 实体卡社保密码
kind-bank = 银行密码
kind-bank-note = 实体卡上的银行密码归银行管，本窗口办不了，请到发卡银行办理
state-unset = 未设置
state-active = 正常
state-locked = 已锁定
card-0 = 未启用
card-1 = 正常
card-2 = 已挂失
card-3 = 社保应用已锁定
card-4 = 临时挂失
card-9 = 已注销
card-instead-0 = 卡还没有启用。请先在发卡窗口办理启用，再来设置密码
card-instead-1 = 卡片正常，可以办理
card-instead-2 = 卡已正式挂失。请先补办新卡，或到发卡窗口办理解除挂失
card-instead-3 = 卡的社保应用已锁定。实体卡密码只能解锁或重置；电子社保卡密码照常办理
card-instead-4 = 卡在临时挂失期内。找到卡的，先解除挂失；找不到的，办理正式挂失并补卡
card-instead-9 = 卡已注销。请先申领新卡
pin-action-set = 设置
pin-action-change = 修改
pin-action-verify = 试密码
pin-action-reset = 重置
pin-action-unlock = 解锁
pin-action-note-set = 还没有密码，由持卡人在持卡人屏上设置第一个密码
pin-action-note-change = 持卡人记得现在的密码，想换一个新的
pin-action-note-verify = 持卡人输一次试试对不对，密码不变；输错照样计数
pin-action-note-reset = 持卡人忘记了密码，在持卡人屏上重新设置
pin-action-note-unlock = 持卡人记得密码，只是被锁住了；解锁后密码不变

## Errors

## Command line
