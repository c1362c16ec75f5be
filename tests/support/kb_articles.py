"""A small knowledge base of our own: articles as an IT desk of a Chinese company with English-speaking staff has them."""

# ruff: noqa: E501 - one article a line
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    key: str
    category: str
    title: str
    problem: str
    solution: str

    @property
    def language(self) -> str:
        return "en" if self.title.isascii() else "zh"


def samples() -> tuple[Sample, ...]:
    """Keys are unique."""
    return tuple(Sample(*(part.strip() for part in line.split("|"))) for line in _TABLE.strip().splitlines())


# key | category | title | problem | solution
_TABLE = """
jam | hardware | 打印机卡纸的处理 | 打印时纸张卡在出纸口，面板提示卡纸。 | 关闭电源，打开后盖，顺着出纸方向缓慢抽出纸张，检查是否有碎纸残留，合上后盖后重新开机。
toner | hardware | 打印颜色变浅、有白条 | 打印出来的字迹很淡，纸上有竖向白条。 | 取出硒鼓左右摇晃后装回；仍不清晰则更换硒鼓，备件在三楼文印室领取。
offline | hardware | 打印机显示脱机 | 电脑上打印机图标变灰，状态为脱机，任务一直排队。 | 在“设备和打印机”中右键取消“脱机使用打印机”，重启 Print Spooler 服务，确认网线已插好。
driver | hardware | 安装网络打印机驱动 | 新电脑找不到公司的网络打印机。 | 在资源管理器地址栏输入打印服务器名称，双击所需打印机，系统会自动安装驱动程序。
e302 | hardware | 复印机报错 E3-02 | 复印机屏幕显示 E3-02，无法复印。 | E3-02 表示定影器过热，关机冷却二十分钟后再启动；再次出现请联系厂家更换定影组件。
scan | hardware | 扫描件发送到邮箱失败 | 一体机扫描后收不到扫描文件，提示发送失败。 | 在一体机的网页设置中把 SMTP 端口改为 587 并启用加密，收件人地址不要超过十个。
bsod | hardware | 电脑蓝屏反复重启 | 开机后出现蓝色画面，代码 0x0000007B，自动重启。 | 进入安全模式，卸载最近更新的存储驱动，把 BIOS 中的硬盘模式改回 AHCI。
noboot | hardware | 笔记本无法开机，电源灯不亮 | 按电源键没有任何反应。 | 拔掉适配器，长按电源键三十秒放电，再接适配器开机；仍无反应则送修主板。
battery | hardware | 笔记本电池不充电 | 插着电源但电量停在一个百分比不再上升。 | 在厂商的电源管理软件里关闭“养护模式”，更新 BIOS；电池鼓包时立即停用并报修。
monitor | hardware | 外接显示器黑屏无信号 | 显示器提示无信号输入，主机运行正常。 | 检查 HDMI 线两端，按 Win+P 选择“扩展”，更换扩展坞后重新识别。
keyboard | hardware | 键盘个别按键失灵 | 键盘上几个键按下去没有反应。 | 关闭“筛选键”功能，清洁键帽；无线键盘请更换电池并重新配对。
camera | hardware | 会议时摄像头打不开 | 视频会议里看不到自己的画面，提示摄像头被占用。 | 退出其他占用摄像头的软件，在隐私设置里允许应用访问摄像头，检查镜头盖板。
sound | hardware | 会议室没有声音 | 会议室电视连接电脑后听不到声音。 | 把声音输出设备切换为 HDMI 音频，确认会议音箱未静音。
usb | security | U盘插上后无法读取 | U盘插入电脑没有反应，提示设备被策略禁用。 | 公司默认禁用移动存储，请在流程系统提交“移动存储使用申请”，批准后由信息安全组开通。
disk | hardware | C盘空间不足 | 系统提示磁盘空间不足，电脑运行变慢。 | 运行磁盘清理，把微信和企业微信的文件保存位置改到 D 盘，清空回收站。
wifi | network | 办公室无线网络连不上 | 手机和电脑搜得到无线信号，输入密码后连接失败。 | 忘记该网络后重新连接，用域账号登录；证书提示选择“信任”。
wifislow | network | 无线网速很慢 | 会议室上网卡顿，网页打开慢。 | 改连 5G 频段的无线信号；会议室同时超过三十人时请预约临时接入点。
cable | network | 网线插上没有网络 | 工位网口不通，电脑显示网络电缆被拔出。 | 更换网线；网口未启用时报工位编号，由网络组在交换机上开通端口。
ip | network | 提示 IP 地址冲突 | 右下角弹出 IP 地址冲突，上不了网。 | 把网络设置改为自动获取地址，执行 ipconfig /release 与 ipconfig /renew。
vpn | network | VPN 连接失败的排查 | 在家连接 VPN 时一直提示连接超时。 | 确认客户端是最新版本，更换手机热点测试；仍超时请把服务器地址改为备用网关。
vpn809 | network | VPN 错误 809 | 拨号时报错误 809，无法建立到服务器的连接。 | 家用路由器禁止了 UDP 500 与 4500 端口，打开 IPSec 穿透或改用 SSL 方式登录。
dns | network | 内网网站打不开 | 外网正常，公司内部系统的网址无法访问。 | 清除代理设置，把 DNS 改为自动获取，执行 ipconfig /flushdns。
proxy | network | 浏览器提示代理服务器没有响应 | 所有网页都打不开，提示代理服务器没有响应。 | 在系统设置中关闭手动代理，启用“自动检测设置”。
teams | software | 视频会议听不到对方声音 | 腾讯会议里自己能说话，听不到别人说话。 | 在会议左下角选择正确的扬声器，重新加入会议；蓝牙耳机先断开再连接。
pwd | account | 域账号密码忘记了怎么重置 | 忘记登录密码，进不去系统。 | 打开自助密码平台，用手机验证码重置；密码须含大小写字母和数字，不少于十位。
locked | account | 账号被锁定 | 多次输错密码后提示账号已锁定。 | 账号三十分钟后自动解锁；急用时联系服务台核实身份后立即解锁。
expire | account | 密码到期提醒与修改 | 系统提示密码还有三天到期。 | 按 Ctrl+Alt+Del 选择更改密码，之后在手机邮箱里同步更新新密码。
newhire | account | 新员工账号开通 | 新员工入职，没有邮箱和系统账号。 | 由部门文员在人事系统提交入职单，一个工作日内自动开通邮箱、考勤与门户账号。
leave | account | 离职员工账号停用和资料交接 | 员工离职后邮箱和文件怎么交给同事。 | 直属上级提交离职交接单，邮箱保留九十天并转发给接手人。
mfa | account | 更换手机后收不到验证码 | 换了新手机，动态口令登录不了。 | 带工牌到服务台解绑旧设备，在新手机上安装验证器并扫码绑定。
mailfull | email | 邮箱容量已满 | 收不到新邮件，提示邮箱空间已满。 | 清空已删除邮件，把一年以前的邮件归档到本地；确需扩容请提交扩容申请。
recall | email | 撤回已经发出的邮件 | 邮件发错人了，想撤回。 | 在网页邮箱的“已发送”里打开该邮件点“撤回”，只对公司内部未读的收件人有效。
spam | email | 收到大量垃圾邮件 | 每天收到几十封广告邮件。 | 选中邮件点“举报垃圾邮件”，不要点击其中的链接；可在设置里提高反垃圾等级。
phish | security | 收到可疑的钓鱼邮件 | 邮件冒充领导要求转账或输入密码。 | 不要点击链接和附件，用“举报钓鱼”按钮上报；已输入密码的立即改密并通知信息安全组。
attach | email | 附件太大发不出去 | 邮件附件超过 50MB，发送被退回。 | 使用邮箱的“超大附件”功能或网盘外链，有效期三十天。
ndr550 | email | 对方退信 550 5.7.1 | 发给客户的邮件被退回，提示 550 5.7.1。 | 对方服务器拒收，请核对收件地址；多人遇到时由邮件管理员检查 SPF 记录和黑名单。
outlook | email | Outlook 一直提示输入密码 | Outlook 反复弹出密码框，输入正确也没有用。 | 在凭据管理器中删除旧凭据，关闭 Outlook 后重新打开并登录。
pst | email | Outlook 无法打开数据文件 | 启动 Outlook 提示 pst 文件损坏。 | 用 scanpst.exe 修复数据文件，修复前先备份；文件不要放在共享目录。
signature | email | 设置邮件签名 | 想在邮件里加上公司统一签名。 | 在邮箱设置的“签名”中选择公司模板，填写姓名与电话后保存。
maillist | email | 申请部门邮件组 | 需要一个发给全部门的邮件地址。 | 在流程系统提交“邮件组申请”，写明管理员和成员，两个工作日内开通。
refund | business | 会员退款流程 | 客户要求退款，后台怎么操作。 | 在订单详情点“申请退款”，选择原因并上传凭证，财务三个工作日内原路退回。
refundfail | business | 退款失败提示余额不足 | 后台退款时提示商户余额不足。 | 通知财务向商户号充值后，在“退款记录”中点“重试”，不要重复提交。
invoice | finance | 开具电子发票 | 客户需要电子发票，税号填错了。 | 在开票系统选择订单点“开票”；税号有误时先红冲再重新开具。
expense | finance | 报销单被退回 | 费用报销单审批时被财务退回。 | 按退回意见补充发票或行程单，修改后重新提交；超过九十天的发票不予报销。
sap | software | SAP 登录提示用户被锁 | SAP 登录报“用户被管理员锁定”。 | 联系服务台解锁 SAP 用户并重置初始口令，首次登录须修改。
ora01652 | software | 报表报错 ORA-01652 | 月结跑报表时报 ORA-01652 无法扩展临时段。 | 由数据库管理员扩展 TEMP 表空间；报表按月份分批运行。
erpslow | software | ERP 系统很卡 | ERP 打开单据要等一两分钟。 | 清除浏览器缓存，使用推荐的 Chrome 浏览器；月末高峰避开批量导出。
erpright | account | 申请 ERP 模块权限 | 打开采购模块提示没有权限。 | 在流程系统提交“系统权限申请”，由模块负责人审批后生效，重新登录即可。
oa | software | OA 流程附件打不开 | 审批流程里的附件点了没有反应。 | 允许浏览器弹出窗口，安装 OA 插件；附件名不要包含特殊符号。
seal | business | 电子印章签署失败 | 合同盖章时提示证书已过期。 | 插入新的 UKey 更新证书，重新发起签署；证书每年续期一次。
excel | software | Excel 打开文件很慢或无响应 | 表格打开卡死，提示未响应。 | 以安全模式启动 Excel，停用加载项；删除多余的条件格式与外部链接。
vlookup | software | Excel 公式结果显示井号 | 单元格显示 ##### 或 #N/A。 | 井号表示列宽不够，拉宽即可；#N/A 是查找值不存在，检查空格和格式。
wps | software | 文档格式用 WPS 打开错乱 | 对方用 WPS 打开排版乱了。 | 另存为 PDF 再发送，或统一使用 docx 格式和常用字体。
activate | software | Office 激活失败 0xC004F074 | 打开 Word 提示产品未激活，错误 0xC004F074。 | 连接公司内网或 VPN 后以管理员身份运行 ospp.vbs /act，密钥服务只在内网可用。
winupdate | software | Windows 更新失败 0x80070005 | 系统更新到一半报错 0x80070005。 | 以管理员身份运行更新疑难解答，暂停杀毒软件后重试；仍失败则手动安装 KB5012345。
install | software | 申请安装软件 | 自己安装软件提示需要管理员权限。 | 在软件中心搜索并安装；目录里没有的软件请提交安装申请并注明版本和许可证。
virus | security | 电脑中病毒弹广告 | 桌面不断弹出广告窗口，浏览器主页被修改。 | 断开网络，用杀毒软件全盘扫描，卸载来历不明的软件；发现勒索提示立即拔掉网线并上报。
encrypt | security | 加密文件打不开 | 发给外部的文件显示乱码，提示文件已加密。 | 对外发送前申请解密审批，审批通过后右键选择“解密”。
share | storage | 共享文件夹无法访问 | 打开部门共享盘提示没有权限或找不到网络路径。 | 确认已登录域账号，重新映射网络驱动器；新增权限由文件夹负责人审批。
restore | storage | 误删文件的恢复 | 共享盘上的文件被误删了。 | 在文件夹上右键选择“以前的版本”恢复；三十天内的可由存储管理员从快照还原。
backup | storage | 网盘同步停止 | 企业网盘图标显示红叉，文件不同步。 | 退出网盘客户端重新登录，检查文件名中的非法字符和剩余空间。
attend | business | 考勤打卡定位失败 | 手机打卡提示不在考勤范围。 | 打开手机定位权限和无线网络，退出后重新进入；仍失败当天提交补卡申请。
door | facility | 门禁卡刷不开门 | 工牌刷卡没有反应，进不了办公区。 | 到前台重新授权；卡片损坏时补办工牌，费用二十元。
meeting | business | 预订会议室冲突 | 会议室系统显示已被占用，实际没人。 | 开始十五分钟未签到自动释放；也可联系预订人取消。
phone | hardware | 座机没有拨号音 | 桌面电话拿起来没有声音，打不出去。 | 检查电话线与话机网口，重新插拔电源等待注册；分机号显示“未注册”时报服务台。
asset | hardware | 领用和归还笔记本 | 需要借用一台笔记本出差。 | 在资产系统提交领用单，到服务台取机；归还时带上适配器与电脑包。
vpn-en | network | VPN disconnects every few minutes | The VPN client drops the connection after about five minutes. | Turn off power saving of the network adapter and set the idle timeout to 8 hours.
printer-en | hardware | Printer shows paper jam although there is none | The panel says paper jam but the tray is empty. | Clean the paper sensor in the rear door with a dry cloth and restart the printer.
outlook-en | email | Outlook search finds no results | Searching in Outlook returns nothing for recent mails. | Rebuild the search index in Indexing Options, then wait an hour.
calendar-en | email | Shared calendar is not visible | A colleague shared a calendar but it does not show up. | Open the sharing invitation again and choose Accept; then restart Outlook.
forward-en | email | Forwarding mail to a private address is blocked | Automatic forwarding to Gmail stopped working. | External forwarding is disabled by policy; ask the security team for an exception with a reason.
password-en | account | Reset a forgotten password | User forgot the password and cannot sign in. | Open the self-service portal, verify with the phone and set a new password of at least ten characters.
locked-en | account | Account locked after too many attempts | Sign-in says the account is locked out. | Wait thirty minutes or call the desk to unlock it after checking the identity.
mfa-en | account | Authenticator app lost after changing the phone | No approval prompts arrive on the new phone. | Bring the badge to the desk; we remove the old device and you scan a new QR code.
laptop-en | hardware | Laptop overheats and the fan is loud | The fan runs at full speed and the laptop gets hot. | Clean the air vents, update the BIOS and choose the balanced power plan.
dock-en | hardware | Docking station does not detect the second screen | The second monitor stays dark on the dock. | Install the DisplayLink driver and update the firmware of the dock.
mouse-en | hardware | Bluetooth mouse keeps disconnecting | The wireless mouse lags and loses its connection. | Remove the device, pair it again and disable power management of the Bluetooth adapter.
wifi-en | network | Guest Wi-Fi for visitors | A visitor needs internet access in the office. | Reception prints a voucher that is valid for one day; choose the network Guest.
share-en | storage | Mapped network drive disappears after restart | The drive letter is missing each time the computer restarts. | Map the drive with the option Reconnect at sign-in and enable the group policy for drives.
quota-en | storage | OneDrive storage is full | OneDrive says storage is full and stops syncing. | Empty the recycle bin, move archives to SharePoint, or ask for a larger quota.
restore-en | storage | Restore an earlier version of a document | Somebody overwrote the document with wrong data. | Open Version history in SharePoint and choose Restore.
teams-en | software | Microphone does not work in Teams | Others cannot hear me in meetings. | Choose the right microphone in the device settings and allow access in the privacy settings.
excel-en | software | Excel opens files in read-only mode | The workbook is locked for editing by another user. | Ask the other user to close it; delete the hidden lock file starting with ~$ in the folder.
crash-en | software | Application crashes with 0xc0000005 | The program closes with exception 0xc0000005. | Repair the Visual C++ runtime and exclude the program from memory protection.
license-en | software | Request a license for Adobe Acrobat | PDF editing is greyed out because there is no license. | Order Acrobat Pro in the software catalogue; your manager approves the cost.
browser-en | software | Web page shows an old version | The intranet page does not show the latest content. | Clear the browser cache with Ctrl+F5.
cert-en | network | Browser warns about the certificate of an internal site | Chrome says your connection is not private on internal pages. | Install the company root certificate from the software center and restart the browser.
phishing-en | security | Report a suspicious email | An email asks for credentials or a payment. | Use the Report phishing button and do not click any link; change the password if you entered it.
usb-en | security | USB storage is blocked | USB sticks are blocked by policy on company computers. | Request an exception in the service portal; approved sticks must be encrypted.
expense-en | finance | Expense report was rejected | The expense report came back without approval. | Add the missing receipts and submit it again within 90 days.
po-en | finance | Purchase order is stuck in approval | The purchase order waits for an approver who is on leave. | The approver sets a delegate, or purchasing reassigns the step.
onboard-en | account | Accounts for a new employee | A new employee starts and needs accounts and a laptop. | The manager submits the onboarding form five working days before the first day.
badge-en | facility | Badge does not open the door | The access badge is not accepted at the door. | Reception renews the access rights; damaged badges are replaced.
room-en | business | Book a meeting room | How to reserve a room with video equipment. | Add the room as a location in the calendar invitation and check its availability.
"""
