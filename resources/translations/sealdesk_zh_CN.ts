<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActivityView</name>
    <message>
        <source>What the gateway did not accept</source>
        <translation>网关未接受的操作</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>待上传 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept on this device until the gateway confirms them.</source>
        <translation>已保存在本机，等待网关确认。</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>需要处理 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronising</source>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Last contact: {moment}. Press to synchronise now.</source>
        <translation>上次联系：{moment}。点击立即同步。</translation>
    </message>
    <message numerus="yes">
        <source>Clock %n minute(s) fast</source>
        <translation>
            <numerusform>本机时钟快 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clock %n minute(s) slow</source>
        <translation>
            <numerusform>本机时钟慢 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer&apos;s clock differs from the gateway&apos;s. Set the date and time: seals and deadlines go by it. Press to compare again.</source>
        <translation>本机时钟与网关不一致，请校准日期和时间：用印和时限均以此为准。点击重新比对。</translation>
    </message>
</context>
<context>
    <name>AgendaModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Agenda item</source>
        <translation>议题</translation>
    </message>
    <message>
        <source>Another item</source>
        <translation>其他议题</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>汇报人</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>材料</translation>
    </message>
</context>
<context>
    <name>AlarmBanner</name>
    <message>
        <source>Acknowledge</source>
        <translation>知悉</translation>
    </message>
    <message>
        <source>Your name goes on record with it</source>
        <translation>您的姓名将随之记录</translation>
    </message>
    <message numerus="yes">
        <source>%n alarm(s)…</source>
        <translation>
            <numerusform>%n 条告警…</numerusform>
        </translation>
    </message>
    <message>
        <source>All alarms</source>
        <translation>全部告警</translation>
    </message>
    <message>
        <source>For others to note</source>
        <translation>由他人知悉</translation>
    </message>
</context>
<context>
    <name>AllAlarms</name>
    <message>
        <source>Seal alarms</source>
        <translation>印章告警</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>知悉</translation>
    </message>
    <message>
        <source>Noted by {person}</source>
        <translation>{person} 已知悉</translation>
    </message>
    <message>
        <source>For others to note</source>
        <translation>由他人知悉</translation>
    </message>
</context>
<context>
    <name>AnnotatedCopy</name>
    <message>
        <source>The copy is saved.</source>
        <translation>副本已保存。</translation>
    </message>
    <message>
        <source>{title} with annotations</source>
        <translation>{title}（带批注）</translation>
    </message>
    <message>
        <source>Annotations of a PDF are kept beside it, on this device; no copy is written.</source>
        <translation>PDF 的批注只在本机与文件分开保存，不写入副本。</translation>
    </message>
    <message>
        <source>The file is sealed: annotations stay beside it. Writing into it would break the seal.</source>
        <translation>文件已盖章：批注只能分开保存，写入文件会使印章失效。</translation>
    </message>
    <message>
        <source>The document has a level of secrecy: no copy of it leaves this program.</source>
        <translation>文件标有密级，不得另存副本。</translation>
    </message>
    <message>
        <source>The office does not allow copying out of this document.</source>
        <translation>单位不允许从此文件复制内容。</translation>
    </message>
    <message>
        <source>The author of this file does not allow annotations in it, or copies of it.</source>
        <translation>文件作者不允许在其中批注，或不允许另存副本。</translation>
    </message>
    <message>
        <source>The time in which the author of this file allows copies is over, or to come.</source>
        <translation>不在本文件作者允许复制的期限内：期限已过，或者尚未开始。</translation>
    </message>
</context>
<context>
    <name>AnnotationDelegate</name>
    <message>
        <source>Highlight</source>
        <translation>高亮</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>下划线</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>附注</translation>
    </message>
    <message>
        <source>Handwriting</source>
        <translation>手写</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>第 {number} 页</translation>
    </message>
    <message>
        <source>Strikeout</source>
        <translation>删除线</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件内</translation>
    </message>
    <message>
        <source>Paper only</source>
        <translation>仅打印</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Picture stamp, no seal</source>
        <translation>图章图片，非印章</translation>
    </message>
    <message>
        <source>Watermark</source>
        <translation>水印</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Annotation</source>
        <translation>批注</translation>
    </message>
</context>
<context>
    <name>AnnotationPane</name>
    <message>
        <source>Write by hand</source>
        <translation>手写</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Words of the annotation</source>
        <translation>批注内容</translation>
    </message>
    <message>
        <source>Highlight the chosen text (Ctrl+H)</source>
        <translation>高亮所选文字（Ctrl+H）</translation>
    </message>
    <message>
        <source>Underline the chosen text (Ctrl+U)</source>
        <translation>给所选文字加下划线（Ctrl+U）</translation>
    </message>
    <message>
        <source>Strike out the chosen text (Ctrl+K)</source>
        <translation>给所选文字加删除线（Ctrl+K）</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做（Ctrl+Shift+Z）</translation>
    </message>
    <message>
        <source>Save a copy with annotations…</source>
        <translation>另存带批注的副本…</translation>
    </message>
    <message>
        <source>Put a note on the page (Ctrl+M)</source>
        <translation>在页面上放附注（Ctrl+M）</translation>
    </message>
    <message numerus="yes">
        <source>Take over %n from version {number}</source>
        <translation>
            <numerusform>沿用第 {number} 版的 %n 条批注</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the annotations of an earlier version onto this one</source>
        <translation>把较早版本的批注复制到此版本</translation>
    </message>
    <message>
        <source>Annotations are kept on documents and papers of the office, not on this file.</source>
        <translation>只能在单位的公文和会议材料上保存批注，此文件不行。</translation>
    </message>
    <message>
        <source>No annotations yet. Choose text and highlight it, put a note, or write by hand.</source>
        <translation>还没有批注。可先选文字再高亮，放一条附注，或手写。</translation>
    </message>
</context>
<context>
    <name>ApplyDialog</name>
    <message>
        <source>Apply for a seal</source>
        <translation>用印申请</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>提交申请</translation>
    </message>
    <message>
        <source>Documents to be sealed</source>
        <translation>用印公文</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>Seals, in protocol order</source>
        <translation>印章（按排序）</translation>
    </message>
    <message>
        <source>Kind of use</source>
        <translation>用印方式</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Approver</source>
        <translation>审批人</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n 份公文</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在提交…</translation>
    </message>
    <message>
        <source>Choose the approver</source>
        <translation>请选择审批人</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
    <message>
        <source>Looking at the files: {percent} %</source>
        <translation>正在核对文件：{percent} %</translation>
    </message>
    <message>
        <source>Choose at least one seal.</source>
        <translation>请至少选择一枚印章。</translation>
    </message>
    <message>
        <source>Choose how it is to be used.</source>
        <translation>请选择用印方式。</translation>
    </message>
    <message>
        <source>Choose who is to approve it.</source>
        <translation>请选择审批人。</translation>
    </message>
    <message numerus="yes">
        <source>Leave out %n that cannot be sealed</source>
        <translation>
            <numerusform>移出不能用印的%n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplyRows</name>
    <message>
        <source>Number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No number yet</source>
        <translation>尚未编号</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>正在核对文件…</translation>
    </message>
    <message>
        <source>Can be sealed</source>
        <translation>可以用印</translation>
    </message>
</context>
<context>
    <name>AttachmentDelegate</name>
    <message>
        <source>Title only</source>
        <translation>仅有标题</translation>
    </message>
</context>
<context>
    <name>AttentionPopover</name>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Mark as read: {subject}</source>
        <translation>标记已阅：{subject}</translation>
    </message>
    <message>
        <source>Order of the agenda: {subject}</source>
        <translation>议程顺序：{subject}</translation>
    </message>
    <message>
        <source>Time of the agenda item: {subject}</source>
        <translation>议题时长：{subject}</translation>
    </message>
    <message>
        <source>Sealing: {subject}</source>
        <translation>用印：{subject}</translation>
    </message>
    <message>
        <source>Application for a seal: {subject}</source>
        <translation>用印申请：{subject}</translation>
    </message>
    <message>
        <source>Witnessing: {subject}</source>
        <translation>监印：{subject}</translation>
    </message>
    <message>
        <source>Refusal to seal: {subject}</source>
        <translation>拒绝用印：{subject}</translation>
    </message>
    <message>
        <source>Seal cabinet: {subject}</source>
        <translation>印章柜：{subject}</translation>
    </message>
    <message>
        <source>Alarm noted: {subject}</source>
        <translation>已知悉告警：{subject}</translation>
    </message>
    <message>
        <source>Copies printed: {subject}</source>
        <translation>打印份数：{subject}</translation>
    </message>
    <message>
        <source>Rules of use: {subject}</source>
        <translation>用印规定：{subject}</translation>
    </message>
</context>
<context>
    <name>BatchFields</name>
    <message>
        <source>On the date of each</source>
        <translation>对准各件成文日期</translation>
    </message>
    <message>
        <source>On the keyword below</source>
        <translation>按下面的关键字</translation>
    </message>
    <message>
        <source>At the same place</source>
        <translation>同一位置</translation>
    </message>
    <message>
        <source>Straddle seal only</source>
        <translation>只盖骑缝章</translation>
    </message>
    <message>
        <source>Rule for the place</source>
        <translation>位置规则</translation>
    </message>
    <message>
        <source>Look through</source>
        <translation>逐件查找</translation>
    </message>
    <message>
        <source>Find the place in every document before anything is sealed</source>
        <translation>盖章前先在每件公文中找到位置</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Documents of the application</source>
        <translation>申请中的公文</translation>
    </message>
    <message>
        <source>Use this place</source>
        <translation>就盖此处</translation>
    </message>
    <message>
        <source>For the document that is shown, where the seal lies now</source>
        <translation>当前显示的公文，盖在印章现在的位置</translation>
    </message>
    <message>
        <source>Take in again</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>暂不盖</translation>
    </message>
    <message>
        <source>Looking: {done} of {total}</source>
        <translation>正在查找：{done}/{total}</translation>
    </message>
    <message>
        <source>Sealing: {done} of {total}</source>
        <translation>正在用印：{done}/{total}</translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n件公文</numerusform>
        </translation>
    </message>
    <message>
        <source>sealed: {count}</source>
        <translation>已盖{count}</translation>
    </message>
    <message>
        <source>waiting for the gateway: {count}</source>
        <translation>待网关确认{count}</translation>
    </message>
    <message>
        <source>failed: {count}</source>
        <translation>失败{count}</translation>
    </message>
    <message>
        <source>ready: {count}</source>
        <translation>就绪{count}</translation>
    </message>
    <message>
        <source>no place found: {count}</source>
        <translation>未找到位置{count}</translation>
    </message>
    <message>
        <source>left out: {count}</source>
        <translation>暂不盖{count}</translation>
    </message>
    <message>
        <source>Ended early. {why}</source>
        <translation>提前结束。{why}</translation>
    </message>
    <message>
        <source>Not looked at</source>
        <translation>未查找</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手工</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>无位置</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>暂不盖</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>已盖</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Sealed before</source>
        <translation>此前已盖</translation>
    </message>
</context>
<context>
    <name>Brand</name>
    <message>
        <source>Sealdesk</source>
        <translation>印台</translation>
    </message>
    <message>
        <source>Read, seal and meet on the office&apos;s own network.</source>
        <translation>阅文、用印、议事，都在本单位的网络之内。</translation>
    </message>
    <message>
        <source>Everything on this device is encrypted. It listens on no port.</source>
        <translation>本机数据全程加密，程序不监听任何端口。</translation>
    </message>
</context>
<context>
    <name>CabinetView</name>
    <message>
        <source>Seal cabinet</source>
        <translation>印章柜</translation>
    </message>
    <message>
        <source>Import a seal…</source>
        <translation>导入印章…</translation>
    </message>
    <message>
        <source>Bring in a seal file (.esl) from the seal&apos;s maker</source>
        <translation>导入制章者交付的印章文件（.esl）</translation>
    </message>
    <message>
        <source>Suspend {seal}?</source>
        <translation>停用“{seal}”？</translation>
    </message>
    <message>
        <source>Nobody can use it until the security administrator resumes it.</source>
        <translation>在安全保密管理员恢复之前，任何人不得使用。</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Key lost</source>
        <translation>密钥遗失</translation>
    </message>
    <message>
        <source>Custodian away</source>
        <translation>保管员离岗</translation>
    </message>
    <message>
        <source>Under review</source>
        <translation>核查中</translation>
    </message>
    <message>
        <source>Cancel {seal} for good?</source>
        <translation>注销“{seal}”？</translation>
    </message>
    <message>
        <source>It cannot be used again. What it has sealed stays valid.</source>
        <translation>注销后不可再用，此前的用印仍然有效。</translation>
    </message>
    <message>
        <source>Cancel for good</source>
        <translation>注销</translation>
    </message>
    <message>
        <source>Organ renamed</source>
        <translation>机构更名</translation>
    </message>
    <message>
        <source>Organ dissolved</source>
        <translation>机构撤销</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>已更换</translation>
    </message>
    <message>
        <source>Resume {seal}?</source>
        <translation>恢复“{seal}”？</translation>
    </message>
    <message>
        <source>Its custodian can use it again at once.</source>
        <translation>保管员可立即恢复使用。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Put {seal} to use?</source>
        <translation>启用“{seal}”？</translation>
    </message>
    <message>
        <source>It is on file; from now on its custodian can use it.</source>
        <translation>印章已备案，启用后保管员即可使用。</translation>
    </message>
    <message>
        <source>Put to use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Seal files (*.esl)</source>
        <translation>印章文件 (*.esl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>On file. The security administrator puts it to use.</source>
        <translation>已备案，由安全保密管理员启用。</translation>
    </message>
    <message>
        <source>Offered. You keep the seal until the other person has taken over.</source>
        <translation>已提出移交，对方接收之前仍由您保管。</translation>
    </message>
    <message>
        <source>You keep this seal now.</source>
        <translation>该印章现由您保管。</translation>
    </message>
    <message>
        <source>Renewed.</source>
        <translation>已换发。</translation>
    </message>
    <message numerus="yes">
        <source>%n end(s) soon</source>
        <translation>
            <numerusform>%n 枚临期</numerusform>
        </translation>
    </message>
    <message>
        <source>No seals</source>
        <translation>没有印章</translation>
    </message>
    <message>
        <source>Seals that you keep or witness appear here.</source>
        <translation>由您保管或监印的印章显示在此处。</translation>
    </message>
    <message>
        <source>Test seal…</source>
        <translation>测试印章…</translation>
    </message>
    <message>
        <source>Make a seal for trying things out (demonstration only)</source>
        <translation>制作供试用的印章（仅限演示）</translation>
    </message>
    <message>
        <source>Test seal made: {folder}</source>
        <translation>测试印章已保存到：{folder}</translation>
    </message>
    <message>
        <source>Import a seal</source>
        <translation>导入印章</translation>
    </message>
    <message>
        <source>Renew the seal</source>
        <translation>换发印章</translation>
    </message>
    <message>
        <source>The rules hold from now on; the auditors are told.</source>
        <translation>规定即时生效，并已告知审计员。</translation>
    </message>
</context>
<context>
    <name>CautionNotice</name>
    <message>
        <source>The seal covers text on page {pages}.</source>
        <translation>印章压住了第{pages}页的文字。</translation>
    </message>
    <message>
        <source>Seals touch or cross on page {pages}.</source>
        <translation>第{pages}页的印章相切或相交。</translation>
    </message>
    <message>
        <source>{lines} lines stand free above the seal: by the standard no more than one.</source>
        <translation>印章上方空出{lines}行，按标准应在一行之内。</translation>
    </message>
    <message>
        <source>The straddle seal covers text on page {pages}.</source>
        <translation>骑缝章压住了第{pages}页的文字。</translation>
    </message>
    <message>
        <source>Page {pages} is smaller than the seal.</source>
        <translation>第{pages}页比印章小。</translation>
    </message>
    <message>
        <source>The seal&apos;s size differs from its organ&apos;s: {size} mm.</source>
        <translation>印章尺寸与该机关的规定不符：应为{size}毫米。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the numbers of pages</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>ChangePassword</name>
    <message>
        <source>Change the password</source>
        <translation>修改口令</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Password of now</source>
        <translation>当前口令</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>大写锁定可能已打开。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>至少 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>Nobody can recover this password. Losing it means enrolling anew.</source>
        <translation>任何人都无法找回此口令；遗失后需要重新注册。</translation>
    </message>
</context>
<context>
    <name>ConfirmSealing</name>
    <message>
        <source>Apply the seal</source>
        <translation>用印</translation>
    </message>
    <message>
        <source>Apply the seal?</source>
        <translation>确认用印？</translation>
    </message>
    <message>
        <source>The sealed file becomes the current version. The original stays as a version of its own.</source>
        <translation>用印后的文件将成为当前版本，原文件作为单独的版本保留。</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>公文</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>发文字号</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>电子印章</translation>
    </message>
    <message>
        <source>Page {page}, {x} mm from the left, {y} mm from the top</source>
        <translation>第 {page} 页，距左边 {x} 毫米，距上边 {y} 毫米</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Custodian</source>
        <translation>印章保管员</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>监印人</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>文件摘要（SHA-256）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Asking the gateway whether the seal may be used…</source>
        <translation>正在向网关核实印章能否使用…</translation>
    </message>
    <message>
        <source>The gateway, {when}: the seal is in use and may be pressed.</source>
        <translation>网关（{when}）：印章在用，可以加盖。</translation>
    </message>
    <message>
        <source>The gateway, {when}: {reason}</source>
        <translation>网关（{when}）：{reason}</translation>
    </message>
    <message>
        <source>{pages} pages, {copies} copies</source>
        <translation>{pages}页，{copies}份</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>页数份数</translation>
    </message>
    <message>
        <source>Has not confirmed yet</source>
        <translation>尚未确认</translation>
    </message>
    <message>
        <source>{name}, confirmed {when}</source>
        <translation>{name}，{when}确认</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n处</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages {pages}</source>
        <translation>第{pages}页</translation>
    </message>
    <message>
        <source>Straddle seal over the {edge}, {mm} mm along it, on every page</source>
        <translation>骑缝章：{edge}，沿边{mm}毫米处，每页</translation>
    </message>
    <message>
        <source>right edge</source>
        <translation>右边</translation>
    </message>
    <message>
        <source>left edge</source>
        <translation>左边</translation>
    </message>
    <message>
        <source>top edge</source>
        <translation>上边</translation>
    </message>
    <message>
        <source>bottom edge</source>
        <translation>下边</translation>
    </message>
    <message>
        <source>Each file is the one that was approved; the gateway is asked for every one.</source>
        <translation>每件都是批准的文件，逐件向网关核实。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n件公文</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents by hand</source>
        <translation>
            <numerusform>%n件手工放置</numerusform>
        </translation>
    </message>
    <message>
        <source>Application</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>{documents}, {copies} copies each</source>
        <translation>{documents}，每件{copies}份</translation>
    </message>
    <message>
        <source>On the date of each document</source>
        <translation>对准各件的成文日期</translation>
    </message>
    <message>
        <source>On the keyword “{keyword}”</source>
        <translation>按关键字“{keyword}”</translation>
    </message>
    <message>
        <source>At the same place in every document</source>
        <translation>每件同一位置</translation>
    </message>
    <message>
        <source>Straddle seal over the {edge}</source>
        <translation>骑缝章：{edge}</translation>
    </message>
</context>
<context>
    <name>ConfirmWitness</name>
    <message>
        <source>Confirm as witness</source>
        <translation>监印确认</translation>
    </message>
    <message>
        <source>Confirm as witness?</source>
        <translation>确认监印？</translation>
    </message>
    <message>
        <source>Your own key signs that these files, and no others, are sealed before your eyes. The confirmation goes into the ledger.</source>
        <translation>将以您本人的密钥签名，确认当您之面仅对上述文件用印。确认记入台账。</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>Kind of use</source>
        <translation>用印方式</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Custodian</source>
        <translation>保管员</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>Files (SHA-256)</source>
        <translation>文件（SHA-256）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Confirm with my key</source>
        <translation>以本人密钥确认</translation>
    </message>
</context>
<context>
    <name>ConflictChoice</name>
    <message>
        <source>At the gateway now</source>
        <translation>网关现有</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的修改</translation>
    </message>
    <message>
        <source>Keep the gateway&apos;s</source>
        <translation>采用网关现有</translation>
    </message>
    <message>
        <source>Send mine again</source>
        <translation>仍用我的修改</translation>
    </message>
    <message>
        <source>Mine is dropped; nothing changes for anybody else.</source>
        <translation>放弃我的修改，其他人看到的不变。</translation>
    </message>
    <message>
        <source>Mine replaces what the gateway has now.</source>
        <translation>以我的修改替换网关现有内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Item 1, at the top</source>
        <translation>第 1 项，排在最前</translation>
    </message>
    <message>
        <source>Item {number}</source>
        <translation>第 {number} 项</translation>
    </message>
    <message>
        <source>Item {number}, after “{title}”</source>
        <translation>第 {number} 项，在“{title}”之后</translation>
    </message>
</context>
<context>
    <name>CopyDialog</name>
    <message>
        <source>Save a copy with annotations</source>
        <translation>另存带批注的副本</translation>
    </message>
    <message numerus="yes">
        <source>The copy holds %n annotation(s), with author and date.</source>
        <translation>
            <numerusform>副本含 %n 条批注，附作者和日期。</numerusform>
        </translation>
    </message>
    <message>
        <source>Other programs show them. It lies unencrypted where you save it; what is here stays as it is.</source>
        <translation>其他阅读软件能显示这些批注。副本以未加密的形式存放在所选位置；这里的文件保持原样。</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Overdue %n working day(s)</source>
        <translation>
            <numerusform>超期 %n 个工作日</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) left</source>
        <translation>
            <numerusform>剩 %n 个工作日</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You can try again in %n second(s).</source>
        <translation>
            <numerusform>%n 秒后可以重试。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It differs from the gateway&apos;s by %n second(s).</source>
        <translation>
            <numerusform>与网关相差 %n 秒。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n try(s) left, then the key locks itself.</source>
        <translation>
            <numerusform>还可尝试 %n 次，之后钥匙将自行锁定。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n copy(ies)</source>
        <translation>
            <numerusform>至多 %n 份</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Seals</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>与其他版本比较…</translation>
    </message>
    <message>
        <source>Show another version beside this one</source>
        <translation>把另一版本放在旁边对照</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Opinions</source>
        <translation>办理意见</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>第 {number} 版</translation>
    </message>
</context>
<context>
    <name>EnrolView</name>
    <message>
        <source>Enrol this device</source>
        <translation>注册本机</translation>
    </message>
    <message>
        <source>Choose the kit file from your administrator, then a password for this device&apos;s vault.</source>
        <translation>请选择管理员交给您的注册包，再为本机保险库设置口令。</translation>
    </message>
    <message>
        <source>Choose the kit file…</source>
        <translation>选择注册包…</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>大写锁定可能已打开。</translation>
    </message>
    <message>
        <source>Choose the kit file</source>
        <translation>选择注册包</translation>
    </message>
    <message>
        <source>Enrolment kit (*.json *.kit)</source>
        <translation>注册包 (*.json *.kit)</translation>
    </message>
    <message>
        <source>Device {device} at {gateway}</source>
        <translation>设备 {device}，网关 {gateway}</translation>
    </message>
    <message>
        <source>Making the vault…</source>
        <translation>正在建立保险库…</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>注册</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>至少 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>Nobody can recover this password. Losing it means enrolling anew.</source>
        <translation>任何人都无法找回此口令；遗失后需要重新注册。</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Erase the kit file afterwards: it holds this device&apos;s key</source>
        <translation>注册后清除注册包文件（其中含有本机密钥）</translation>
    </message>
</context>
<context>
    <name>EntryDetails</name>
    <message>
        <source>File before</source>
        <translation>用印前文件</translation>
    </message>
    <message>
        <source>File after</source>
        <translation>用印后文件</translation>
    </message>
    <message>
        <source>Entry before</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>This entry</source>
        <translation>本条</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>第 {number} 号</translation>
    </message>
    <message>
        <source>Witness confirmed: {digest}…</source>
        <translation>监印确认：{digest}…</translation>
    </message>
    <message>
        <source>No witness&apos;s signature</source>
        <translation>无监印签名</translation>
    </message>
    <message>
        <source>Signed by the custodian</source>
        <translation>保管员已签名</translation>
    </message>
    <message>
        <source>Signed by the gateway</source>
        <translation>网关已签名</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies)</source>
        <translation>
            <numerusform>%n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>Witness {person}</source>
        <translation>监印人 {person}</translation>
    </message>
    <message>
        <source>Permitted by the gateway {time}</source>
        <translation>网关准许于{time}</translation>
    </message>
    <message>
        <source>Off line, without asking the gateway</source>
        <translation>离线用印，未经网关核实</translation>
    </message>
</context>
<context>
    <name>FilePane</name>
    <message>
        <source>Files inside the document</source>
        <translation>文件内附件</translation>
    </message>
    <message>
        <source>There are no files inside this document.</source>
        <translation>此文件内没有文件。</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Search in this document</source>
        <translation>在本文件中查找</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
    <message>
        <source>searching {part}</source>
        <translation>已查找 {part}</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>List every hit beside the pages</source>
        <translation>在侧栏列出全部结果</translation>
    </message>
    <message>
        <source>List every hit</source>
        <translation>列出全部结果</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>Take over the seal</source>
        <translation>接收印章</translation>
    </message>
    <message>
        <source>Hand the seal over</source>
        <translation>移交印章</translation>
    </message>
    <message>
        <source>From now on you answer for every use of this seal. Your own key signs that you take it over.</source>
        <translation>自此由您对该印章的每次使用负责。将以您本人的密钥签名接收。</translation>
    </message>
    <message>
        <source>Your own key signs the offer. You keep the seal and answer for it until the other person has taken over with theirs.</source>
        <translation>将以您本人的密钥签名移交。在对方以其密钥接收之前，印章仍由您保管并负责。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>移交给</translation>
    </message>
    <message>
        <source>Nobody else may keep it: another custodian is needed, who is not its witness.</source>
        <translation>没有可接收的人：须为另一位印章保管员，且不是该印章的监印人。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Sign and take over</source>
        <translation>签名并接收</translation>
    </message>
    <message>
        <source>Sign the offer</source>
        <translation>签名移交</translation>
    </message>
</context>
<context>
    <name>HitDelegate</name>
    <message>
        <source>Page {number}</source>
        <translation>第 {number} 页</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Not found in this document.</source>
        <translation>此文件中没有找到。</translation>
    </message>
    <message>
        <source>Search with Ctrl+F: every hit stands here with its line.</source>
        <translation>按 Ctrl+F 查找，每一处结果及所在行列在这里。</translation>
    </message>
</context>
<context>
    <name>ImportSeal</name>
    <message>
        <source>Renew the seal</source>
        <translation>换发印章</translation>
    </message>
    <message>
        <source>Import a seal</source>
        <translation>导入印章</translation>
    </message>
    <message>
        <source>The seal&apos;s picture</source>
        <translation>印模</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>实际尺寸</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Seal maker</source>
        <translation>制章者</translation>
    </message>
    <message>
        <source>The maker is trusted, the maker&apos;s signature is right, and the seal is within its period.</source>
        <translation>制章者可信，制章者签名正确，印章在有效期内。</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有单位</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>监印人</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>换发</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Choose the owner</source>
        <translation>请选择所有单位</translation>
    </message>
    <message>
        <source>Choose the witness</source>
        <translation>请选择监印人</translation>
    </message>
</context>
<context>
    <name>InboxView</name>
    <message>
        <source>Search title, number or organ</source>
        <translation>搜索标题、字号或机关</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search (Ctrl+F); brackets 〔〕 [] （） are alike</source>
        <translation>搜索（Ctrl+F）；括号〔〕[]（）视为相同</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标记已阅</translation>
    </message>
    <message>
        <source>Mark as read and go to the next (R)</source>
        <translation>标记已阅并转到下一件（R）</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>No entry holds all of these words.</source>
        <translation>没有同时包含这些词的条目。</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>待阅</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>公文</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>没有待办事项</translation>
    </message>
    <message>
        <source>What is sent to you for handling appears here.</source>
        <translation>送您办理的公文会出现在这里。</translation>
    </message>
    <message>
        <source>Nothing to read</source>
        <translation>没有待阅公文</translation>
    </message>
    <message>
        <source>What is circulated to you appears here.</source>
        <translation>送您传阅的公文会出现在这里。</translation>
    </message>
    <message>
        <source>No documents yet</source>
        <translation>还没有公文</translation>
    </message>
    <message>
        <source>They come down with the next contact.</source>
        <translation>下次与网关联系时会取回。</translation>
    </message>
    <message>
        <source>Apply for a seal on what is selected (Ctrl+Shift+Y)</source>
        <translation>对所选公文申请用印（Ctrl+Shift+Y）</translation>
    </message>
    <message>
        <source>Apply for a seal… ({many})</source>
        <translation>用印申请…（{many}）</translation>
    </message>
    <message>
        <source>Apply for a seal…</source>
        <translation>用印申请…</translation>
    </message>
</context>
<context>
    <name>KeyMapDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>First, last page</source>
        <translation>首页、末页</translation>
    </message>
    <message>
        <source>On, back by a screen</source>
        <translation>向下、向上一屏</translation>
    </message>
    <message>
        <source>Zoom in, out</source>
        <translation>放大、缩小</translation>
    </message>
    <message>
        <source>Ctrl+wheel</source>
        <translation>Ctrl+滚轮</translation>
    </message>
    <message>
        <source>Zoom about the mouse</source>
        <translation>以鼠标位置为中心缩放</translation>
    </message>
    <message>
        <source>Fit width, fit page, true size</source>
        <translation>适合宽度、适合页面、实际大小</translation>
    </message>
    <message>
        <source>Turn right, left</source>
        <translation>向右、向左旋转</translation>
    </message>
    <message>
        <source>Search in this document</source>
        <translation>在本文件中查找</translation>
    </message>
    <message>
        <source>Next, previous hit</source>
        <translation>下一处、上一处</translation>
    </message>
    <message>
        <source>Shift+arrows</source>
        <translation>Shift+方向键</translation>
    </message>
    <message>
        <source>Back and forward after a jump</source>
        <translation>跳转后返回、前进</translation>
    </message>
    <message>
        <source>Undo, redo an annotation</source>
        <translation>撤销、重做批注</translation>
    </message>
    <message>
        <source>Delete the chosen annotation</source>
        <translation>删除所选批注</translation>
    </message>
    <message>
        <source>Seals, versions and opinions</source>
        <translation>印章、版本与意见</translation>
    </message>
    <message>
        <source>Present on the whole screen</source>
        <translation>全屏演示</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Lock the vault</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>本页说明</translation>
    </message>
    <message>
        <source>Scroll both halves together</source>
        <translation>两半同步滚动</translation>
    </message>
    <message>
        <source>Put a note on the page</source>
        <translation>在页面上放附注</translation>
    </message>
    <message>
        <source>Ctrl+arrows</source>
        <translation>Ctrl+方向键</translation>
    </message>
    <message>
        <source>Move the chosen note or handwriting</source>
        <translation>移动所选附注或手写</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一个标签页</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>上一个标签页</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>From the list to the pages, and back</source>
        <translation>列表、页面之间切换</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>在列表中查找</translation>
    </message>
    <message>
        <source>Open in a tab that stays</source>
        <translation>在标签页中打开并保留</translation>
    </message>
    <message>
        <source>Mark as read and go to the next</source>
        <translation>标记已阅并到下一件</translation>
    </message>
    <message>
        <source>Choose several</source>
        <translation>选择多件</translation>
    </message>
    <message>
        <source>Apply for a seal</source>
        <translation>用印申请</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Tabs and halves</source>
        <translation>标签页与并排</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Presenting</source>
        <translation>全屏演示</translation>
    </message>
    <message>
        <source>Next, previous page</source>
        <translation>下一页、上一页</translation>
    </message>
    <message>
        <source>Pointer, black screen</source>
        <translation>激光笔、黑屏</translation>
    </message>
    <message>
        <source>Write, hide annotations</source>
        <translation>手写、隐藏批注</translation>
    </message>
    <message>
        <source>Colour of the pen</source>
        <translation>笔的颜色</translation>
    </message>
    <message>
        <source>Sealing</source>
        <translation>用印</translation>
    </message>
    <message>
        <source>The parts, from the left</source>
        <translation>各页，自左而右</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Take the held seal away</source>
        <translation>去掉选中的一处</translation>
    </message>
    <message>
        <source>Undo, redo the placing</source>
        <translation>撤销、重做放置</translation>
    </message>
    <message>
        <source>Verify the ledger</source>
        <translation>校验台账</translation>
    </message>
    <message>
        <source>Search, print the ledger</source>
        <translation>查找、打印台账</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Alt+↑ / Alt+↓</source>
        <translation>Alt+↑ / Alt+↓</translation>
    </message>
    <message>
        <source>Move the item up, down</source>
        <translation>议题上移、下移</translation>
    </message>
    <message>
        <source>Change its minutes</source>
        <translation>修改时长</translation>
    </message>
    <message>
        <source>Open its first paper</source>
        <translation>打开第一份材料</translation>
    </message>
    <message>
        <source>Go to a page by its number</source>
        <translation>按页码转到</translation>
    </message>
    <message>
        <source>Shift+wheel</source>
        <translation>Shift+滚轮</translation>
    </message>
    <message>
        <source>Sideways</source>
        <translation>左右移动</translation>
    </message>
    <message>
        <source>Document properties</source>
        <translation>文档属性</translation>
    </message>
    <message>
        <source>Previous, next page; also Left and Right</source>
        <translation>上一页、下一页（也可用 ←、→）</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Choose the page&apos;s text; again: all of it</source>
        <translation>选择本页文字，再按选全文</translation>
    </message>
    <message>
        <source>Copy by paragraphs, by printed lines</source>
        <translation>按段落复制、按原行复制</translation>
    </message>
    <message>
        <source>Panes and paper</source>
        <translation>侧栏与打印</translation>
    </message>
    <message>
        <source>Side pane, into it and on to the next one</source>
        <translation>侧栏；进入侧栏、下一项</translation>
    </message>
    <message>
        <source>Show or hide the title, the list</source>
        <translation>显示或隐藏标题、列表</translation>
    </message>
    <message>
        <source>Paper easy on the eyes</source>
        <translation>护眼底色</translation>
    </message>
    <message>
        <source>The rooms, from the top</source>
        <translation>待办至用印，自上而下</translation>
    </message>
    <message>
        <source>Narrower, wider list, pane or half</source>
        <translation>焦点所在的列表、侧栏、半边变窄、变宽</translation>
    </message>
    <message>
        <source>Leave search, choice, document</source>
        <translation>退出查找、选择或文件</translation>
    </message>
    <message>
        <source>Column, page, facing pages, pairs</source>
        <translation>连续页、单页、对开页、双页</translation>
    </message>
    <message>
        <source>Choose text from the click or the top</source>
        <translation>选择文字：从单击处或页面上端起</translation>
    </message>
    <message>
        <source>A file of this computer, what was read</source>
        <translation>打开本机文件、最近阅读</translation>
    </message>
    <message>
        <source>Close the tab, reopen the last closed</source>
        <translation>关闭标签页、重新打开刚关闭的</translation>
    </message>
    <message>
        <source>Two halves or one, tab to the other half</source>
        <translation>并排或恢复、标签页移到另一半</translation>
    </message>
    <message>
        <source>Highlight, underline, strike out text</source>
        <translation>给所选文字加高亮、下划线、删除线</translation>
    </message>
    <message>
        <source>Move the seal 1 mm; with Ctrl 0.1 mm</source>
        <translation>移动印章 1 毫米，加 Ctrl 为 0.1 毫米</translation>
    </message>
</context>
<context>
    <name>KeywordFields</name>
    <message>
        <source>A word on the page, such as the organ&apos;s name</source>
        <translation>页面上的文字，如机关名称</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>关键字</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Occurrences</source>
        <translation>出现位置</translation>
    </message>
    <message>
        <source>On each of them</source>
        <translation>每处都盖</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message numerus="yes">
        <source>%n occurrences</source>
        <translation>
            <numerusform>共%n处</numerusform>
        </translation>
    </message>
    <message>
        <source>Not found in this document</source>
        <translation>本文件中没有找到</translation>
    </message>
    <message>
        <source>Page {page}: {context}</source>
        <translation>第{page}页：{context}</translation>
    </message>
</context>
<context>
    <name>LedgerFilters</name>
    <message>
        <source>Search a number</source>
        <translation>搜索编号或文号</translation>
    </message>
    <message>
        <source>The number of an entry or of a document (Ctrl+F)</source>
        <translation>台账序号或公文文号（Ctrl+F）</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间段</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>All seals</source>
        <translation>全部印章</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全部人员</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>本年</translation>
    </message>
    <message>
        <source>From – to…</source>
        <translation>自定起止…</translation>
    </message>
</context>
<context>
    <name>LedgerView</name>
    <message>
        <source>Seal ledger</source>
        <translation>印章台账</translation>
    </message>
    <message>
        <source>Month end…</source>
        <translation>月末…</translation>
    </message>
    <message>
        <source>Seals that end soon, and the month&apos;s ledger on paper</source>
        <translation>临期印章与当月台账打印</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print the entries that are shown (Ctrl+P)</source>
        <translation>打印当前显示的条目（Ctrl+P）</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the entries that are shown into a CSV file</source>
        <translation>将当前显示的条目写入 CSV 文件</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验台账</translation>
    </message>
    <message>
        <source>Check the chain, the numbers and every signature (F9)</source>
        <translation>核对链条、序号和每一个签名（F9）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>No entry is what the filters ask for.</source>
        <translation>没有符合筛选条件的条目。</translation>
    </message>
    <message>
        <source>No entries yet</source>
        <translation>尚无条目</translation>
    </message>
    <message>
        <source>Every use of a seal, and every refusal, is entered here by itself.</source>
        <translation>每次用印和每次拒绝用印都会自动记入此处。</translation>
    </message>
    <message>
        <source>{seal}: until {day}</source>
        <translation>{seal}：至 {day}</translation>
    </message>
    <message>
        <source>Seal ledger of the month</source>
        <translation>当月印章台账</translation>
    </message>
    <message>
        <source>Seals that end soon or have ended</source>
        <translation>临期或已到期的印章</translation>
    </message>
    <message>
        <source>Printed by {person}, {time}</source>
        <translation>打印人 {person}，{time}</translation>
    </message>
    <message>
        <source>Sheet {page} of {pages}</source>
        <translation>第 {page} 张，共 {pages} 张</translation>
    </message>
    <message>
        <source>No entries.</source>
        <translation>无条目。</translation>
    </message>
    <message>
        <source>number “{text}”</source>
        <translation>编号“{text}”</translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>全部条目</translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) printed.</source>
        <translation>
            <numerusform>已打印 %n 张。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) exported.</source>
        <translation>
            <numerusform>已导出 %n 条。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the ledger</source>
        <translation>导出台账</translation>
    </message>
    <message>
        <source>No. {number}: {reason}</source>
        <translation>第 {number} 号：{reason}</translation>
    </message>
    <message>
        <source>Why uses were refused</source>
        <translation>拒绝的原因</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Link in the document</source>
        <translation>文件中的链接</translation>
    </message>
    <message>
        <source>Sealdesk opens no addresses. You can copy it and decide elsewhere what to do.</source>
        <translation>印台不打开任何网址。可复制后在别处自行处理。</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制网址</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>LocalFiles</name>
    <message>
        <source>Open a file of this computer (Ctrl+O)</source>
        <translation>打开本机文件（Ctrl+O）</translation>
    </message>
    <message>
        <source>Open a file of this computer</source>
        <translation>打开本机文件</translation>
    </message>
    <message>
        <source>Let go to read it here</source>
        <translation>松开鼠标，在此阅读</translation>
    </message>
    <message>
        <source>Open files of this computer</source>
        <translation>打开本机文件</translation>
    </message>
    <message>
        <source>Documents (*.ofd *.pdf)</source>
        <translation>文档 (*.ofd *.pdf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>全部文件 (*)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Apply for a seal on this document (Ctrl+Shift+Y)</source>
        <translation>对本公文申请用印（Ctrl+Shift+Y）</translation>
    </message>
    <message>
        <source>Apply for a seal</source>
        <translation>用印申请</translation>
    </message>
</context>
<context>
    <name>MakeTestSeal</name>
    <message>
        <source>Make a test seal</source>
        <translation>制作测试印章</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Where to put the test seal</source>
        <translation>测试印章存放位置</translation>
    </message>
    <message>
        <source>A plain star with 演示. For the cabinet, this demonstration&apos;s own seal maker makes it, and you press it with your software key. As files, it has a maker and keys of its own, for the command line; no office believes that maker.</source>
        <translation>空心五角星加“演示”字样。用于印章柜：由演示单位自己的制章者制作，用您的软件密钥盖章。存为文件：另有自己的制章者和密钥，供命令行试用，任何单位都不信任。</translation>
    </message>
    <message>
        <source>As files…</source>
        <translation>存为文件…</translation>
    </message>
    <message>
        <source>For the cabinet</source>
        <translation>用于印章柜</translation>
    </message>
</context>
<context>
    <name>MeetingsView</name>
    <message>
        <source>Meetings</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>议程</translation>
    </message>
    <message>
        <source>Meeting papers</source>
        <translation>会议材料</translation>
    </message>
    <message>
        <source>No papers for this item.</source>
        <translation>本议题没有材料。</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Chair: {name}</source>
        <translation>主持人：{name}</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>共 %n 项议题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>合计 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>The gateway did not accept a change: see what needs attention.</source>
        <translation>网关未接受一处修改，请查看“需要处理”。</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) past the end at {time}.</source>
        <translation>
            <numerusform>超过会议结束时间（{time}）%n 分钟。</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept on this device until the gateway confirms it.</source>
        <translation>已保存在本机，等待网关确认。</translation>
    </message>
    <message>
        <source>Read only: the agenda of a meeting that has been held stays as it was.</source>
        <translation>只读：会议已召开，议程不再改动。</translation>
    </message>
    <message>
        <source>Read only: the agenda is kept by {names}.</source>
        <translation>只读：议程由会议秘书 {names} 维护。</translation>
    </message>
    <message>
        <source>Drag an item to another place; double-click the minutes to change them.</source>
        <translation>拖动议题可调整顺序，双击分钟数可修改。</translation>
    </message>
    <message>
        <source>Papers of item {number}: {title}</source>
        <translation>议题 {number} 的材料：{title}</translation>
    </message>
    <message>
        <source>No meetings</source>
        <translation>没有会议</translation>
    </message>
    <message>
        <source>Meetings you take part in appear here.</source>
        <translation>您参加的会议会出现在这里。</translation>
    </message>
    <message>
        <source>Somebody else has changed “{title}” meanwhile. Which one is to hold?</source>
        <translation>“{title}”同时被他人修改，请选择采用哪一个。</translation>
    </message>
</context>
<context>
    <name>ModeMenu</name>
    <message>
        <source>How pages stand</source>
        <translation>页面排列</translation>
    </message>
    <message>
        <source>One column of pages</source>
        <translation>单列连续</translation>
    </message>
    <message>
        <source>One page at a time</source>
        <translation>单页</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Facing pages, the first alone</source>
        <translation>对开页（首页单独）</translation>
    </message>
    <message>
        <source>Two pages side by side</source>
        <translation>双页并列</translation>
    </message>
    <message>
        <source>Paper easy on the eyes</source>
        <translation>护眼底色</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PageMenu</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Search for the chosen text</source>
        <translation>查找所选文字</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>高亮</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>下划线</translation>
    </message>
    <message>
        <source>Strike out</source>
        <translation>删除线</translation>
    </message>
    <message>
        <source>Words of the annotation…</source>
        <translation>批注内容…</translation>
    </message>
    <message>
        <source>Delete the annotation</source>
        <translation>删除批注</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Follow the link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Put a note here</source>
        <translation>在此处加附注</translation>
    </message>
    <message>
        <source>Choose the page&apos;s text</source>
        <translation>选择本页文字</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Fit page</source>
        <translation>适合整页</translation>
    </message>
    <message>
        <source>Verdict on this seal</source>
        <translation>查看此印章的验章结论</translation>
    </message>
    <message>
        <source>Copy line by line</source>
        <translation>按原行复制</translation>
    </message>
    <message>
        <source>Back to where I was</source>
        <translation>返回原处</translation>
    </message>
    <message>
        <source>Links in sight</source>
        <translation>当前可见的链接</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
</context>
<context>
    <name>PagesView</name>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Fit page</source>
        <translation>适合整页</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Pages of the document</source>
        <translation>公文页面</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>正在打开公文…</translation>
    </message>
    <message>
        <source>Side pane</source>
        <translation>侧栏</translation>
    </message>
    <message>
        <source>Show seals faint; on paper they are always clear</source>
        <translation>脱密展示：屏幕上印章虚化显示，打印时清晰</translation>
    </message>
    <message>
        <source>Show seals faint</source>
        <translation>印章虚化显示</translation>
    </message>
    <message>
        <source>Page to go to (Ctrl+G)</source>
        <translation>转到页码（Ctrl+G）</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
</context>
<context>
    <name>PaperDelegate</name>
    <message>
        <source>Title only</source>
        <translation>仅有标题</translation>
    </message>
</context>
<context>
    <name>PartsMenu</name>
    <message>
        <source>Documents and versions in this file</source>
        <translation>本文件中的文档与版本</translation>
    </message>
    <message>
        <source>Documents in this file</source>
        <translation>本文件中的文档</translation>
    </message>
    <message>
        <source>Versions in this file</source>
        <translation>本文件中的版本</translation>
    </message>
    <message>
        <source>Document {number} of {count} in this file</source>
        <translation>本文件共 {count} 份，这是第 {number} 份</translation>
    </message>
    <message>
        <source>Version {number} in this file, not the current one</source>
        <translation>本文件内第 {number} 版，不是当前版本</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>current</source>
        <translation>当前</translation>
    </message>
</context>
<context>
    <name>PasswordForm</name>
    <message>
        <source>This file needs a password</source>
        <translation>此文件需要密码</translation>
    </message>
    <message>
        <source>That password does not open it. Try another one.</source>
        <translation>密码不正确，请重试。</translation>
    </message>
    <message>
        <source>Its sender can tell you the password. It is not kept.</source>
        <translation>请向发件人询问密码。密码不会被保存。</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>文件密码</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>PersonMenu</name>
    <message>
        <source>This device&apos;s choices</source>
        <translation>本机设置</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>自动锁定</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>闲置 %n 分钟后</numerusform>
        </translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Change the password…</source>
        <translation>修改口令…</translation>
    </message>
    <message>
        <source>Remember on this device</source>
        <translation>在本机记住</translation>
    </message>
    <message>
        <source>The system keeps a key; the password always works as well.</source>
        <translation>由系统保存一把密钥；口令始终可用。</translation>
    </message>
    <message>
        <source>Keys (?)</source>
        <translation>快捷键（?）</translation>
    </message>
    <message>
        <source>Sealdesk {version}</source>
        <translation>印台 {version}</translation>
    </message>
</context>
<context>
    <name>PlaceFields</name>
    <message>
        <source>Page</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Left (mm)</source>
        <translation>距左（毫米）</translation>
    </message>
    <message>
        <source>Top (mm)</source>
        <translation>距上（毫米）</translation>
    </message>
    <message>
        <source>Placed seals</source>
        <translation>已放置的印章</translation>
    </message>
    <message>
        <source>Centre the seal over the date and the organ&apos;s name</source>
        <translation>骑年盖月：居中压在署名和日期上</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Press the seal once more</source>
        <translation>再盖一处</translation>
    </message>
    <message>
        <source>Take this place away</source>
        <translation>去掉此处</translation>
    </message>
    <message>
        <source>Pages, such as 1-3, 5</source>
        <translation>页码，如1-3、5</translation>
    </message>
    <message>
        <source>Same place on pages</source>
        <translation>在这些页的同一位置</translation>
    </message>
    <message>
        <source>Same place</source>
        <translation>同一位置</translation>
    </message>
    <message>
        <source>Press the seal at the same place on these pages too</source>
        <translation>在这些页的同一位置也盖章</translation>
    </message>
    <message>
        <source>Write pages as 1-3, 5 or 8-.</source>
        <translation>页码请写成1-3、5或8-。</translation>
    </message>
    <message>
        <source>{number} of {count} · page {page}</source>
        <translation>第{number}处，共{count}处 · 第{page}页</translation>
    </message>
    <message>
        <source>On the date</source>
        <translation>对准日期</translation>
    </message>
</context>
<context>
    <name>Placeholder</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
</context>
<context>
    <name>PresentWindow</name>
    <message>
        <source>Presentation</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Space: next page   L: pointer   I: write   B: black   Esc: leave</source>
        <translation>空格：下一页&#x3000;L：激光笔&#x3000;I：手写&#x3000;B：黑屏&#x3000;Esc：退出</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Page {number}, {place} of {count}</source>
        <translation>第 {number} 页（{place}/{count}）</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>all, or such as 1-3, 7</source>
        <translation>全部，或如 1-3、7</translation>
    </message>
    <message>
        <source>PDF file…</source>
        <translation>PDF 文件…</translation>
    </message>
    <message>
        <source>True size, {width} × {height} mm. Every sheet bears your name, this device, the time and the number of its copy.</source>
        <translation>实际大小，{width} × {height} 毫米。每张纸均印有姓名、设备、时间和份号。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>打印到</translation>
    </message>
    <message>
        <source>There are no such pages: give them as 1-3, 7.</source>
        <translation>没有这些页：请按 1-3、7 的形式填写。</translation>
    </message>
    <message>
        <source>This computer has no printer.</source>
        <translation>本机没有打印机。</translation>
    </message>
    <message>
        <source>With my annotations</source>
        <translation>连同我的批注</translation>
    </message>
    <message numerus="yes">
        <source>At most %n copy(ies) more: the office counts them.</source>
        <translation>
            <numerusform>最多还可打印 %n 份，由单位统计。</numerusform>
        </translation>
    </message>
    <message>
        <source>Print into a file</source>
        <translation>打印为文件</translation>
    </message>
    <message>
        <source>One side</source>
        <translation>单面</translation>
    </message>
    <message>
        <source>Both sides, turned over the long edge</source>
        <translation>双面，长边翻页</translation>
    </message>
    <message>
        <source>Both sides, turned over the short edge</source>
        <translation>双面，短边翻页</translation>
    </message>
    <message>
        <source>By hand: first the odd pages</source>
        <translation>手动双面：先打奇数页</translation>
    </message>
    <message>
        <source>By hand: then the even pages</source>
        <translation>手动双面：再打偶数页</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Made smaller for A4</source>
        <translation>缩小到 A4</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>黑白打印</translation>
    </message>
    <message>
        <source>Sides</source>
        <translation>单双面</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>当前页</translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) of paper</source>
        <translation>
            <numerusform>共 %n 张纸</numerusform>
        </translation>
    </message>
    <message>
        <source>Pages larger than A4 are made smaller, others keep their size. Every sheet bears your name, this device, the time and the number of its copy.</source>
        <translation>大于 A4 的页缩小，其余保持实际大小。每张纸均印有姓名、设备、时间和份号。</translation>
    </message>
</context>
<context>
    <name>PrintLedgerDialog</name>
    <message>
        <source>Print the ledger</source>
        <translation>打印台账</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s), A4 landscape</source>
        <translation>
            <numerusform>%n 张，A4 横向</numerusform>
        </translation>
    </message>
    <message>
        <source>PDF file…</source>
        <translation>PDF 文件…</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>输出到</translation>
    </message>
    <message>
        <source>This computer has no printer, and the office&apos;s policy allows no file.</source>
        <translation>本机没有打印机，且本单位策略不允许输出为文件。</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>无。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print into a file</source>
        <translation>打印为文件</translation>
    </message>
</context>
<context>
    <name>PrintProgress</name>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>PropertiesSheet</name>
    <message>
        <source>Document properties</source>
        <translation>文档属性</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>What its author allows</source>
        <translation>制作者的许可</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Reading the document&apos;s own data…</source>
        <translation>正在读取文件自带的数据…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The document&apos;s own data cannot be read.</source>
        <translation>无法读取文件自带的数据。</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Marked fields</source>
        <translation>标引内容</translation>
    </message>
    <message>
        <source>Data of its maker</source>
        <translation>自定义数据</translation>
    </message>
    <message>
        <source>Programs that left data</source>
        <translation>附有数据的程序</translation>
    </message>
    <message>
        <source>How it was read</source>
        <translation>读取说明</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>待阅</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>公文</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Sealing</source>
        <translation>用印</translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message>
        <source>Back (Esc)</source>
        <translation>返回（Esc）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>This document has no file yet</source>
        <translation>此公文还没有版式文件</translation>
    </message>
    <message>
        <source>It is registered, but its text has not been set on paper.</source>
        <translation>已登记，尚未排版成文。</translation>
    </message>
    <message>
        <source>Copy No. {number}</source>
        <translation>份号 {number}</translation>
    </message>
    <message>
        <source>Version {number}, not the current one</source>
        <translation>第 {number} 版，非当前版本</translation>
    </message>
    <message>
        <source>Search in this document (Ctrl+F)</source>
        <translation>在本文件中查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Search in this document</source>
        <translation>在本文件中查找</translation>
    </message>
    <message>
        <source>Seals, versions and opinions (F7)</source>
        <translation>印章、版本与意见（F7）</translation>
    </message>
    <message>
        <source>Present on the whole screen (F5)</source>
        <translation>全屏演示（F5）</translation>
    </message>
    <message>
        <source>Present on the whole screen</source>
        <translation>全屏演示</translation>
    </message>
    <message>
        <source>Print (Ctrl+P)</source>
        <translation>打印（Ctrl+P）</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>{moment}  Copy {number}</source>
        <translation>{moment}  第 {number} 份</translation>
    </message>
    <message>
        <source>A top secret document is never printed here.</source>
        <translation>绝密文件不允许在此打印。</translation>
    </message>
    <message>
        <source>The office does not allow printing this document.</source>
        <translation>单位不允许打印本文件。</translation>
    </message>
    <message>
        <source>The author of this file does not allow printing it.</source>
        <translation>文件制作者不允许打印本文件。</translation>
    </message>
    <message>
        <source>Back to “{title}” (Esc)</source>
        <translation>返回“{title}”（Esc）</translation>
    </message>
    <message>
        <source>The author of this file allows printing it only within a period: {period}.</source>
        <translation>文件制作者只允许在此期限内打印：{period}。</translation>
    </message>
    <message>
        <source>You have printed as many copies as the office allows you.</source>
        <translation>单位允许您打印的份数已用完。</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Document properties (Ctrl+D)</source>
        <translation>文档属性（Ctrl+D）</translation>
    </message>
    <message>
        <source>Document properties</source>
        <translation>文档属性</translation>
    </message>
    <message>
        <source>Document properties…</source>
        <translation>文档属性…</translation>
    </message>
    <message>
        <source>similar fonts stand in for some</source>
        <translation>部分字体以相近字体代替</translation>
    </message>
    <message>
        <source>The last print is still under way.</source>
        <translation>上一次打印还在进行。</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) sent to print.</source>
        <translation>
            <numerusform>已发送 %n 页打印。</numerusform>
        </translation>
    </message>
    <message>
        <source>A file of this computer, not of the office</source>
        <translation>本机文件，不是单位的公文</translation>
    </message>
</context>
<context>
    <name>ReadingTools</name>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Search hits</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Picture of a seal, not verified</source>
        <translation>未经验证的印章图像</translation>
    </message>
    <message>
        <source>Copied. The clipboard is cleared after a minute and when you lock.</source>
        <translation>已复制。剪贴板将在一分钟后及锁定时清空。</translation>
    </message>
    <message>
        <source>Nothing is copied out of a top secret document.</source>
        <translation>绝密文件不允许复制任何内容。</translation>
    </message>
    <message>
        <source>The office does not allow copying out of this document.</source>
        <translation>单位不允许复制本文件的内容。</translation>
    </message>
    <message>
        <source>The author of this file does not allow copying out of it.</source>
        <translation>文件制作者不允许复制其内容。</translation>
    </message>
    <message>
        <source>Files inside the document</source>
        <translation>文件内附件</translation>
    </message>
    <message>
        <source>Files are not saved out of this document: it is classified or protected.</source>
        <translation>本文件涉密或受保护，其中的附件不能另存。</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Choose text on the page first.</source>
        <translation>请先在页面上选择文字。</translation>
    </message>
    <message>
        <source>The author of this file allows copying only within a period: {period}.</source>
        <translation>文件制作者只允许在此期限内复制：{period}。</translation>
    </message>
    <message>
        <source>This document has no outline.</source>
        <translation>此文件没有大纲。</translation>
    </message>
    <message>
        <source>Places with names</source>
        <translation>命名位置</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RecentDocuments</name>
    <message>
        <source>Documents read last (Ctrl+Shift+O)</source>
        <translation>最近阅读（Ctrl+Shift+O）</translation>
    </message>
    <message>
        <source>Documents read last</source>
        <translation>最近阅读</translation>
    </message>
    <message>
        <source>Nothing has been read yet</source>
        <translation>还没有阅读过公文</translation>
    </message>
</context>
<context>
    <name>RefuseSealing</name>
    <message>
        <source>Refuse the seal</source>
        <translation>不予用印</translation>
    </message>
    <message>
        <source>Refuse the seal?</source>
        <translation>不予用印？</translation>
    </message>
    <message>
        <source>The document is blank, or has blanks to be filled in</source>
        <translation>空白文件，或留有待填空白</translation>
    </message>
    <message>
        <source>The document has not been signed off</source>
        <translation>公文未经签发</translation>
    </message>
    <message>
        <source>The document was revoked or repealed</source>
        <translation>公文已撤销或废止</translation>
    </message>
    <message>
        <source>Another reason, below</source>
        <translation>其他原因（请在下面写明）</translation>
    </message>
    <message>
        <source>What the applicant should know</source>
        <translation>告知申请人的说明</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The refusal is entered in the ledger and told to the applicant.</source>
        <translation>不予用印记入台账，并告知申请人。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不予用印</translation>
    </message>
</context>
<context>
    <name>ReportStrip</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Checking the chain, the numbers and the signatures…</source>
        <translation>正在核对链条、序号和签名…</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Not complete</source>
        <translation>不完整</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies): no number is missing, the chain holds, every signature is right.</source>
        <translation>
            <numerusform>共 %n 条：序号无缺，链条完整，签名全部正确。</numerusform>
        </translation>
    </message>
    <message>
        <source>The ledger is not as it was written. Tell the auditor before anything else is done.</source>
        <translation>台账与原记录不符。请先告知审计员，再作其他处理。</translation>
    </message>
    <message>
        <source>Numbers missing: {numbers}</source>
        <translation>缺号：{numbers}</translation>
    </message>
    <message>
        <source>Chain broken at: {numbers}</source>
        <translation>链条断于：{numbers}</translation>
    </message>
    <message>
        <source>Wrong signature at: {numbers}</source>
        <translation>签名有误：{numbers}</translation>
    </message>
    <message>
        <source>Checked {time}</source>
        <translation>校验于 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies): the links between neighbours hold, every signature is right.</source>
        <translation>
            <numerusform>共 %n 条：相邻条目首尾相接，签名全部正确。</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the entries you may see were checked; the auditor checks them all.</source>
        <translation>只核对了您可见的条目，全部条目由审计员核对。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>RequestDelegate</name>
    <message>
        <source>{sealed} of {count} documents sealed</source>
        <translation>{count}件，已盖{sealed}件</translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n件公文</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestPanel</name>
    <message>
        <source>Documents</source>
        <translation>公文</translation>
    </message>
    <message>
        <source>Documents of the application</source>
        <translation>申请用印的公文</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>申请内容</translation>
    </message>
    <message>
        <source>People</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>文件 SHA-256</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>同意用印</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>驳回…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回申请</translation>
    </message>
    <message>
        <source>Confirm as witness…</source>
        <translation>监印确认…</translation>
    </message>
    <message>
        <source>Your decision is on its way to the gateway.</source>
        <translation>您的决定正在发往网关。</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>Kind of use</source>
        <translation>用印方式</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Approver</source>
        <translation>审批人</translation>
    </message>
    <message>
        <source>Custodian</source>
        <translation>保管员</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>监印人</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Rejected: {reason}</source>
        <translation>已驳回：{reason}</translation>
    </message>
</context>
<context>
    <name>RequestsView</name>
    <message>
        <source>Witnessing</source>
        <translation>监印</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>申请与审批</translation>
    </message>
    <message>
        <source>Reject the application</source>
        <translation>驳回申请</translation>
    </message>
    <message>
        <source>The applicant reads the reason.</source>
        <translation>申请人会看到驳回理由。</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>驳回</translation>
    </message>
    <message>
        <source>Text needs checking</source>
        <translation>文稿需核对</translation>
    </message>
    <message>
        <source>Wrong seal</source>
        <translation>印章有误</translation>
    </message>
    <message>
        <source>Too many copies</source>
        <translation>份数过多</translation>
    </message>
    <message>
        <source>No document</source>
        <translation>没有公文</translation>
    </message>
    <message>
        <source>The application names no document to be sealed.</source>
        <translation>该申请没有指明用印的公文。</translation>
    </message>
    <message>
        <source>Not for your eyes</source>
        <translation>不在知悉范围</translation>
    </message>
    <message>
        <source>The document is outside your need-to-know; its digest stands beside.</source>
        <translation>该公文不在您的知悉范围内，旁边列有其摘要。</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>正在打开公文…</translation>
    </message>
    <message numerus="yes">
        <source>{numbers} and others, %n document(s)</source>
        <translation>
            <numerusform>{numbers} 等 %n 份公文</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>Choose an application to see what will be sealed, and confirm it with your own key.</source>
        <translation>选择一项申请，查看将要用印的文件，并以本人密钥确认。</translation>
    </message>
    <message>
        <source>No application chosen</source>
        <translation>未选择申请</translation>
    </message>
    <message>
        <source>Choose one to read its document and see what is asked for.</source>
        <translation>选择一项申请，查看公文和申请内容。</translation>
    </message>
    <message>
        <source>To confirm</source>
        <translation>待监印</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing to confirm</source>
        <translation>没有待监印事项</translation>
    </message>
    <message>
        <source>Approved applications for seals that you witness appear here.</source>
        <translation>由您监印的印章，其已批准的申请显示在此处。</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>没有待审批事项</translation>
    </message>
    <message>
        <source>Applications that name you as approver appear here.</source>
        <translation>以您为审批人的申请显示在此处。</translation>
    </message>
    <message>
        <source>No applications</source>
        <translation>没有申请</translation>
    </message>
    <message>
        <source>Apply for a seal from the list of documents.</source>
        <translation>可在公文列表中提出用印申请。</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的申请</translation>
    </message>
</context>
<context>
    <name>RulesForm</name>
    <message>
        <source>Rules of use</source>
        <translation>用印规定</translation>
    </message>
    <message>
        <source>May be used off line</source>
        <translation>可以离线用印</translation>
    </message>
    <message>
        <source>Only with a time stamp</source>
        <translation>用印必须有时间戳</translation>
    </message>
    <message>
        <source>Only with a time stamp, every seal</source>
        <translation>所有印章用印必须有时间戳</translation>
    </message>
    <message>
        <source>Show seals faint on screens (print stays clear)</source>
        <translation>屏幕上虚化显示印章（打印清晰）</translation>
    </message>
    <message>
        <source>The ledger may be written into files</source>
        <translation>印章台账可以导出为文件</translation>
    </message>
    <message>
        <source>They hold at once. The auditors are told of every change.</source>
        <translation>保存后即时生效，每次修改都告知审计员。</translation>
    </message>
    <message>
        <source>Every seal of the office</source>
        <translation>全部印章</translation>
    </message>
    <message>
        <source>Days of reminder before a seal ends</source>
        <translation>印章到期前提醒天数</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Uses at most</source>
        <translation>至多次数</translation>
    </message>
    <message>
        <source>within hours of the last contact</source>
        <translation>最后一次联网后的小时数</translation>
    </message>
    <message>
        <source>Off line nobody can give a time stamp: where one is demanded, the seal is not used there.</source>
        <translation>离线时无法取得时间戳：要求时间戳的印章，离线不能用印。</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Save a file out of the document</source>
        <translation>另存文件内附件</translation>
    </message>
    <message>
        <source>This program cannot show the file and has not checked it. Saved, it lies unencrypted on this computer; open it only if you trust the sender.</source>
        <translation>本程序不能显示、也未检查该文件。另存后它将以未加密形式留在本机；请仅在信任发件人时打开。</translation>
    </message>
</context>
<context>
    <name>SaveSheet</name>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
</context>
<context>
    <name>SealPane</name>
    <message>
        <source>Put to use…</source>
        <translation>启用…</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Cancel for good…</source>
        <translation>注销…</translation>
    </message>
    <message>
        <source>Renew…</source>
        <translation>换发…</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>移交…</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>接收…</translation>
    </message>
    <message>
        <source>The seal&apos;s picture</source>
        <translation>印模</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>实际尺寸</translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation>印章信息</translation>
    </message>
    <message>
        <source>The change is on its way to the gateway.</source>
        <translation>变更正在发往网关。</translation>
    </message>
    <message>
        <source>Custody is offered to {person}, who has not taken over yet.</source>
        <translation>已向{person}移交，对方尚未接收。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未使用</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有单位</translation>
    </message>
    <message>
        <source>Custodian</source>
        <translation>保管员</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>监印人</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Last use</source>
        <translation>最近用印</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>用印次数</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>Rules of the office</source>
        <translation>单位规定</translation>
    </message>
    <message>
        <source>The seal&apos;s picture is not on this device: its custodian and its witness hold it.</source>
        <translation>本机没有印模：由保管员和监印人持有。</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>不允许</translation>
    </message>
    <message>
        <source>{uses} uses within {hours} h of the last contact</source>
        <translation>最后联网后 {hours} 小时内 {uses} 次</translation>
    </message>
    <message>
        <source>On screen</source>
        <translation>屏幕显示</translation>
    </message>
    <message>
        <source>Shown faint</source>
        <translation>虚化（脱密展示）</translation>
    </message>
    <message>
        <source>Shown clear</source>
        <translation>清晰</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>到期提醒</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) before the end</source>
        <translation>
            <numerusform>提前 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Paper and files</source>
        <translation>可打印，可导出文件</translation>
    </message>
    <message>
        <source>Paper only</source>
        <translation>仅可打印</translation>
    </message>
    <message>
        <source>Time stamp</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Demanded</source>
        <translation>必须有</translation>
    </message>
    <message>
        <source>Where there is one to be had</source>
        <translation>能取得时加盖</translation>
    </message>
    <message>
        <source>The seal&apos;s picture has not come yet: it is fetched at the next contact with the gateway.</source>
        <translation>印模尚未下载，与网关联系后自动取得。</translation>
    </message>
    <message>
        <source>Rules of use…</source>
        <translation>用印规定…</translation>
    </message>
</context>
<context>
    <name>SealRoom</name>
    <message>
        <source>To be sealed</source>
        <translation>待办用印</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>申请与审批</translation>
    </message>
    <message>
        <source>Witnessing</source>
        <translation>监印</translation>
    </message>
    <message>
        <source>Seal cabinet</source>
        <translation>印章柜</translation>
    </message>
    <message>
        <source>Seal ledger</source>
        <translation>印章台账</translation>
    </message>
</context>
<context>
    <name>SealingPanel</name>
    <message>
        <source>Seal</source>
        <translation>电子印章</translation>
    </message>
    <message>
        <source>Place on the page</source>
        <translation>页面位置</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>监印人</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>文件摘要（SHA-256）</translation>
    </message>
    <message>
        <source>Apply the seal…</source>
        <translation>用印…</translation>
    </message>
    <message>
        <source>Sealing…</source>
        <translation>正在用印…</translation>
    </message>
    <message>
        <source>Sealed. The gateway&apos;s answer is still out; it is asked again by itself.</source>
        <translation>已签章，网关尚未答复，程序会自动再次询问。</translation>
    </message>
    <message>
        <source>Sealed and entered in the ledger. The original stays among the versions.</source>
        <translation>已用印并记入印章台账，原文件保留在版本中。</translation>
    </message>
    <message>
        <source>{width} × {height} mm, shown at true size</source>
        <translation>{width} × {height} 毫米，按真实尺寸显示</translation>
    </message>
    <message>
        <source>Offline: a seal can only be applied while the gateway can be reached.</source>
        <translation>离线：只有连通网关时才能用印。</translation>
    </message>
    <message>
        <source>The application has not been approved.</source>
        <translation>用印申请尚未批准。</translation>
    </message>
    <message>
        <source>None of the seals asked for is in your custody.</source>
        <translation>申请的印章均不由您保管。</translation>
    </message>
    <message>
        <source>Place the seal first.</source>
        <translation>请先放置印章。</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>Straddle seal</source>
        <translation>骑缝章</translation>
    </message>
    <message>
        <source>By keyword</source>
        <translation>按关键字</translation>
    </message>
    <message>
        <source>Pressed upright and at its own size (GB/T 9704): it cannot be turned or scaled.</source>
        <translation>印章须端正、按原尺寸加盖（GB/T 9704），不能旋转或缩放。</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>The witness confirms this application with their own key, on their own desk.</source>
        <translation>由监印人在自己的工作台上用本人密钥确认此申请。</translation>
    </message>
    <message>
        <source>The witness has not confirmed yet.</source>
        <translation>监印人尚未确认。</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>不予用印…</translation>
    </message>
    <message>
        <source>Confirmed with their own key, {when}.</source>
        <translation>已用本人密钥确认，{when}。</translation>
    </message>
    <message>
        <source>The application does not ask for: {kinds}.</source>
        <translation>申请中没有：{kinds}。</translation>
    </message>
    <message>
        <source>Documents to be sealed together</source>
        <translation>批量用印</translation>
    </message>
    <message numerus="yes">
        <source>Seal %n documents…</source>
        <translation>
            <numerusform>为%n件公文用印…</numerusform>
        </translation>
    </message>
    <message>
        <source>Look through the documents first.</source>
        <translation>请先逐件查找位置。</translation>
    </message>
    <message>
        <source>Some documents have no place: place them by hand or leave them out.</source>
        <translation>有的公文没有找到位置：请手工放置，或暂不盖。</translation>
    </message>
    <message>
        <source>There is nothing left to seal.</source>
        <translation>没有可盖章的公文了。</translation>
    </message>
    <message>
        <source>The seal of an organ that stands before yours comes first.</source>
        <translation>须先加盖排在前面的机关的印章。</translation>
    </message>
    <message>
        <source>The seal does not fit on every page that is to bear it.</source>
        <translation>有的盖章页放不下印章。</translation>
    </message>
    <message>
        <source>The application is no longer here.</source>
        <translation>该申请已不在列表中。</translation>
    </message>
    <message>
        <source>The application is closed: {state}.</source>
        <translation>该申请已办结：{state}。</translation>
    </message>
    <message>
        <source>The seal of {organ} comes first.</source>
        <translation>须先加盖“{organ}”印章。</translation>
    </message>
    <message>
        <source>Sealed off line. It is kept here, and entered in the ledger at the next contact.</source>
        <translation>已离线用印，文件和记录保存在本机，联网后自动上传并记入印章台账。</translation>
    </message>
</context>
<context>
    <name>SealingView</name>
    <message>
        <source>Seal applications</source>
        <translation>用印申请</translation>
    </message>
    <message>
        <source>No application chosen</source>
        <translation>未选择用印申请</translation>
    </message>
    <message>
        <source>Choose an approved application to open its document and place the seal.</source>
        <translation>选择一项已批准的申请，打开公文并放置印章。</translation>
    </message>
    <message>
        <source>Not approved yet</source>
        <translation>尚未批准</translation>
    </message>
    <message>
        <source>A seal is pressed only after the application has been approved.</source>
        <translation>用印申请批准后方可用印。</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>Sealed already</source>
        <translation>已经用印</translation>
    </message>
    <message>
        <source>The sealed document stands among the documents.</source>
        <translation>用印后的公文可在“公文”中查看。</translation>
    </message>
    <message>
        <source>Not your seal</source>
        <translation>印章不由您保管</translation>
    </message>
    <message>
        <source>Only the custodian of a seal may press it.</source>
        <translation>只有印章保管员可以用印。</translation>
    </message>
    <message>
        <source>Opening the document…</source>
        <translation>正在打开公文…</translation>
    </message>
    <message>
        <source>No applications</source>
        <translation>没有用印申请</translation>
    </message>
    <message>
        <source>Applications for seals in your custody appear here.</source>
        <translation>申请使用由您保管的印章时会出现在这里。</translation>
    </message>
    <message>
        <source>{lines} lines from the text</source>
        <translation>距正文{lines}行</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>The applicant has taken it back.</source>
        <translation>申请人已撤回此申请。</translation>
    </message>
    <message>
        <source>Your seal is on it</source>
        <translation>您保管的印章已加盖</translation>
    </message>
    <message>
        <source>To be sealed</source>
        <translation>待办用印</translation>
    </message>
    <message>
        <source>Kept for {organ}</source>
        <translation>留给{organ}</translation>
    </message>
</context>
<context>
    <name>SealsPane</name>
    <message>
        <source>Verifying the seals…</source>
        <translation>正在验章…</translation>
    </message>
    <message>
        <source>Not verified yet.</source>
        <translation>尚未验章。</translation>
    </message>
    <message>
        <source>This document bears no seal.</source>
        <translation>此公文没有电子签章。</translation>
    </message>
    <message>
        <source>Unnamed seal</source>
        <translation>未命名的印章</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>验证步骤</translation>
    </message>
    <message>
        <source>Go to page {page}</source>
        <translation>转到第 {page} 页</translation>
    </message>
    <message>
        <source>Sealer</source>
        <translation>签章者</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>time stamp</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>stated by the sealer</source>
        <translation>签章者自述</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>签章时间</translation>
    </message>
    <message>
        <source>Revocations</source>
        <translation>吊销数据</translation>
    </message>
    <message>
        <source>Seals in this kind of file are not judged here.</source>
        <translation>本程序不判定此类文件中的签章。</translation>
    </message>
    <message>
        <source>Looks like a seal but belongs to no signature, on page {pages}</source>
        <translation>第 {pages} 页有形似印章的图片，不属于任何电子签章</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>Serial no.</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>known from public code only</source>
        <translation>仅据公开代码，未与标准核对</translation>
    </message>
    <message>
        <source>Calls itself</source>
        <translation>自称</translation>
    </message>
    <message>
        <source>None from this issuer on this device</source>
        <translation>本机没有该颁发机构的吊销数据</translation>
    </message>
</context>
<context>
    <name>SheetPreview</name>
    <message>
        <source>The sheet as it is printed</source>
        <translation>打印效果</translation>
    </message>
</context>
<context>
    <name>SigningPanel</name>
    <message>
        <source>Signing key</source>
        <translation>签章钥匙</translation>
    </message>
    <message>
        <source>PIN of the key</source>
        <translation>PIN 码</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Asking the key…</source>
        <translation>正在查询钥匙……</translation>
    </message>
    <message>
        <source>{signer}: the key is there</source>
        <translation>{signer}：钥匙已就绪</translation>
    </message>
    <message>
        <source>There is no key for this seal here.</source>
        <translation>本机没有可用于这枚印章的钥匙。</translation>
    </message>
    <message>
        <source>Software key of this enrolment (test seals only)</source>
        <translation>本次注册的软件密钥（仅限测试印章）</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>中文</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lock the vault (Ctrl+L)</source>
        <translation>锁定保险库（Ctrl+L）</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在处理…</translation>
    </message>
</context>
<context>
    <name>StraddleFields</name>
    <message>
        <source>Over the edges of all pages</source>
        <translation>加盖骑缝章</translation>
    </message>
    <message>
        <source>Right edge</source>
        <translation>右边</translation>
    </message>
    <message>
        <source>Left edge</source>
        <translation>左边</translation>
    </message>
    <message>
        <source>Top edge</source>
        <translation>上边</translation>
    </message>
    <message>
        <source>Bottom edge</source>
        <translation>下边</translation>
    </message>
    <message>
        <source>Edge of the sheets</source>
        <translation>骑缝的边</translation>
    </message>
    <message>
        <source>Offset along the edge</source>
        <translation>沿边的位置</translation>
    </message>
    <message>
        <source>Along the edge, from the top or the left of the sheets</source>
        <translation>沿页边，从上端或左端量起</translation>
    </message>
    <message>
        <source>The document has one page: there is no edge to straddle.</source>
        <translation>文件只有一页，没有可骑的缝。</translation>
    </message>
</context>
<context>
    <name>StraddleStrip</name>
    <message>
        <source>Straddle seal</source>
        <translation>骑缝章</translation>
    </message>
    <message>
        <source>Straddle seal page by page</source>
        <translation>骑缝章逐页预览</translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n页</numerusform>
        </translation>
    </message>
    <message>
        <source>{width} mm a slice</source>
        <translation>每页{width}毫米</translation>
    </message>
    <message numerus="yes">
        <source>%n whole seals, one for each group</source>
        <translation>
            <numerusform>分%n组，每组一枚整章</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the preview</source>
        <translation>展开骑缝章预览</translation>
    </message>
    <message>
        <source>Fold the preview away</source>
        <translation>收起骑缝章预览</translation>
    </message>
</context>
<context>
    <name>TabStrip</name>
    <message>
        <source>Open documents</source>
        <translation>打开的文件</translation>
    </message>
    <message>
        <source>Could not be opened</source>
        <translation>未能打开</translation>
    </message>
    <message>
        <source>Gives way to the next document; double-click to keep it</source>
        <translation>查看下一件时自动换掉；双击可保留</translation>
    </message>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>关闭（Ctrl+W）</translation>
    </message>
    <message>
        <source>Close {title}</source>
        <translation>关闭{title}</translation>
    </message>
    <message>
        <source>V{number} {title}</source>
        <translation>第{number}版 {title}</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>保留此标签页</translation>
    </message>
    <message>
        <source>To the other half</source>
        <translation>移到另一半</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the others</source>
        <translation>关闭其他标签页</translation>
    </message>
</context>
<context>
    <name>TabsView</name>
    <message>
        <source>Show the list</source>
        <translation>显示列表</translation>
    </message>
    <message>
        <source>Two documents side by side</source>
        <translation>并排看两件</translation>
    </message>
    <message>
        <source>Scroll both together</source>
        <translation>同步滚动</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>未打开公文</translation>
    </message>
    <message>
        <source>Choose a document in the list to read it here.</source>
        <translation>在左侧列表中选择一件公文阅读。</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) closed: no longer here, or no longer for you to read.</source>
        <translation>
            <numerusform>已关闭 %n 件：已不在本机，或不再属于您的知悉范围。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tabs are open: close some before you open more.</source>
        <translation>
            <numerusform>已打开 %n 个标签页：请先关闭一些再打开新的。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a file of this computer…</source>
        <translation>打开本机文件…</translation>
    </message>
    <message>
        <source>Only OFD and PDF files are read here.</source>
        <translation>只能阅读 OFD 和 PDF 文件。</translation>
    </message>
    <message>
        <source>Show the title above the pages</source>
        <translation>显示页面上方的标题</translation>
    </message>
</context>
<context>
    <name>TextOverlay</name>
    <message>
        <source>To page {number}</source>
        <translation>转到第 {number} 页</translation>
    </message>
    <message>
        <source>To a file inside this document</source>
        <translation>打开文件内附件</translation>
    </message>
</context>
<context>
    <name>ThumbnailModel</name>
    <message>
        <source>Page {number}, with annotations</source>
        <translation>第 {number} 页，有批注</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>第 {number} 页</translation>
    </message>
</context>
<context>
    <name>UnlockView</name>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Enter the password of this device&apos;s vault.</source>
        <translation>请输入本机保险库的口令。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>大写锁定可能已打开。</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>正在解锁…</translation>
    </message>
    <message numerus="yes">
        <source>Wait %n second(s)</source>
        <translation>
            <numerusform>请等待 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>中文</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Unlock with the key this device remembers</source>
        <translation>用本机记住的密钥解锁</translation>
    </message>
</context>
<context>
    <name>VersionDelegate</name>
    <message>
        <source>Version {number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>已用印</translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>Ended %n day(s) ago</source>
        <translation>
            <numerusform>已到期 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>还剩 %n 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Title</name>
    <message>
        <source>Sealdesk</source>
        <translation>印台</translation>
    </message>
</context>
<context>
    <name>alarms</name>
    <message>
        <source>Every seal of the office</source>
        <translation>全部印章</translation>
    </message>
    <message>
        <source>At the gateway</source>
        <translation>在网关上设定</translation>
    </message>
</context>
<context>
    <name>custody</name>
    <message>
        <source>Sealed</source>
        <translation>已用印</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>p. {pages}</source>
        <translation>第 {pages} 页</translation>
    </message>
    <message>
        <source>To be witnessed</source>
        <translation>待监印</translation>
    </message>
    <message>
        <source>Witnessed</source>
        <translation>已监印</translation>
    </message>
</context>
<context>
    <name>ledger</name>
    <message>
        <source>{outcome} (offline)</source>
        <translation>{outcome}（离线）</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>Custodian</source>
        <translation>保管员</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>监印人</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>公文</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用印方式</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>This could not be done</source>
        <translation>未能完成</translation>
    </message>
    <message>
        <source>The program reports the fault {code}.</source>
        <translation>程序报告故障 {code}。</translation>
    </message>
    <message>
        <source>Nothing has been lost. Tell the system administrator if it happens again.</source>
        <translation>没有丢失任何内容。若再次发生，请告知系统管理员。</translation>
    </message>
    <message>
        <source>Ask the sender for the file again.</source>
        <translation>请发送方重新提供文件。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>The program made a mistake</source>
        <translation>程序出错</translation>
    </message>
    <message>
        <source>An unexpected fault ({kind}) stopped this step.</source>
        <translation>意外故障（{kind}）中断了这一步。</translation>
    </message>
    <message>
        <source>Not a document this reader knows</source>
        <translation>无法识别的文件</translation>
    </message>
    <message>
        <source>The file is neither an OFD package nor a PDF.</source>
        <translation>此文件既不是 OFD，也不是 PDF。</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>It holds not a single byte.</source>
        <translation>文件中没有任何内容。</translation>
    </message>
    <message>
        <source>The document is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>A part the document cannot do without is missing or unreadable.</source>
        <translation>缺少必需的部分，或该部分无法读取。</translation>
    </message>
    <message>
        <source>The document is encrypted</source>
        <translation>文件已加密</translation>
    </message>
    <message>
        <source>It can only be opened with a key or password that this program was not given.</source>
        <translation>打开它所需的密钥或口令不在本程序中。</translation>
    </message>
    <message>
        <source>Ask the sender for a copy that is not encrypted.</source>
        <translation>请发送方提供未加密的副本。</translation>
    </message>
    <message>
        <source>The document has no pages</source>
        <translation>文件没有页面</translation>
    </message>
    <message>
        <source>There is nothing in it that could be shown.</source>
        <translation>其中没有可显示的内容。</translation>
    </message>
    <message>
        <source>There is no such version</source>
        <translation>没有这个版本</translation>
    </message>
    <message>
        <source>The file does not hold the version that was asked for.</source>
        <translation>文件中没有所要的版本。</translation>
    </message>
    <message>
        <source>Choose another version.</source>
        <translation>请另选一个版本。</translation>
    </message>
    <message>
        <source>The document is sealed</source>
        <translation>公文已用印</translation>
    </message>
    <message>
        <source>Nothing can be written into it without breaking its seal.</source>
        <translation>写入任何内容都会破坏其签章。</translation>
    </message>
    <message>
        <source>Keep your marks beside the document.</source>
        <translation>请将批注单独保存。</translation>
    </message>
    <message>
        <source>The marks cannot be read</source>
        <translation>批注无法读取</translation>
    </message>
    <message>
        <source>They are damaged, or a later version of the program made them.</source>
        <translation>批注已损坏，或由程序的更新版本生成。</translation>
    </message>
    <message>
        <source>There is no such page</source>
        <translation>没有这一页</translation>
    </message>
    <message>
        <source>The document ends before this page.</source>
        <translation>文件没有这么多页。</translation>
    </message>
    <message>
        <source>Go to another page.</source>
        <translation>请转到其他页。</translation>
    </message>
    <message>
        <source>The document is too large to show</source>
        <translation>文件过大，无法显示</translation>
    </message>
    <message>
        <source>It asks for more memory, pages or picture area than the reader grants.</source>
        <translation>它需要的内存、页数或图像面积超出限制。</translation>
    </message>
    <message>
        <source>Ask the sender to split it into smaller documents.</source>
        <translation>请发送方拆分成较小的文件。</translation>
    </message>
    <message>
        <source>This page cannot be shown</source>
        <translation>此页无法显示</translation>
    </message>
    <message>
        <source>The confined reading process stopped while it worked on this document.</source>
        <translation>隔离的阅读进程在处理此文件时停止了。</translation>
    </message>
    <message>
        <source>Everything else goes on. Try again, or ask the sender for the file again.</source>
        <translation>其他功能不受影响。请重试，或请发送方重新提供文件。</translation>
    </message>
    <message>
        <source>This page takes too long</source>
        <translation>此页耗时过长</translation>
    </message>
    <message>
        <source>The reader gave up after {seconds} seconds.</source>
        <translation>阅读器在 {seconds} 秒后放弃。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>This step was cancelled before it ended.</source>
        <translation>这一步在完成前被取消。</translation>
    </message>
    <message>
        <source>Page {page} of the PDF is damaged; the others may be readable.</source>
        <translation>PDF 第 {page} 页已损坏，其他页可能可读。</translation>
    </message>
    <message>
        <source>The attachment is missing</source>
        <translation>缺少附件</translation>
    </message>
    <message>
        <source>The document names it but does not hold it.</source>
        <translation>文件中列有此附件，但没有内容。</translation>
    </message>
    <message>
        <source>The document cannot be typeset</source>
        <translation>无法排版</translation>
    </message>
    <message>
        <source>Its text is missing or holds a character that has no place on paper.</source>
        <translation>正文缺失，或含有无法排印的字符。</translation>
    </message>
    <message>
        <source>Correct the text and try again.</source>
        <translation>请修改正文后重试。</translation>
    </message>
    <message>
        <source>Check the keyboard layout and Caps Lock, then try again.</source>
        <translation>请检查键盘布局和大写锁定后重试。</translation>
    </message>
    <message>
        <source>Wrong password</source>
        <translation>口令错误</translation>
    </message>
    <message>
        <source>This password does not open the vault. Nothing is erased because of it.</source>
        <translation>口令不正确。不会因此删除任何内容。</translation>
    </message>
    <message>
        <source>This password does not open the key.</source>
        <translation>此口令不能打开该密钥。</translation>
    </message>
    <message>
        <source>Please wait</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>After a wrong password there is a pause that grows with each try.</source>
        <translation>口令错误后需要等待，每错一次等待更久。</translation>
    </message>
    <message>
        <source>This password cannot be used</source>
        <translation>此口令不可用</translation>
    </message>
    <message>
        <source>A password needs {shortest} to {longest} characters.</source>
        <translation>口令须为 {shortest} 到 {longest} 个字符。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>请另选一个。</translation>
    </message>
    <message>
        <source>A file of the vault is damaged</source>
        <translation>保险库文件已损坏</translation>
    </message>
    <message>
        <source>This device&apos;s encrypted files were cut or changed outside the program.</source>
        <translation>本机的加密文件在程序之外被截断或改动。</translation>
    </message>
    <message>
        <source>What the gateway holds is safe. Ask the administrator to restore the profile.</source>
        <translation>网关中的内容安全无恙。请管理员恢复本机配置。</translation>
    </message>
    <message>
        <source>This device is not enrolled</source>
        <translation>本机尚未注册</translation>
    </message>
    <message>
        <source>There is no vault in this profile yet.</source>
        <translation>此配置中还没有保险库。</translation>
    </message>
    <message>
        <source>Enrol the device with the kit file from your administrator.</source>
        <translation>请用管理员提供的注册包注册本机。</translation>
    </message>
    <message>
        <source>There is a vault already</source>
        <translation>已有保险库</translation>
    </message>
    <message>
        <source>A second one would lock its owner out of the first.</source>
        <translation>再建一个会使原所有者无法打开前一个。</translation>
    </message>
    <message>
        <source>Unlock the vault that is there.</source>
        <translation>请解锁已有的保险库。</translation>
    </message>
    <message>
        <source>Sealdesk is running already</source>
        <translation>印台已在运行</translation>
    </message>
    <message>
        <source>Another window has this vault open.</source>
        <translation>另一个窗口正在使用此保险库。</translation>
    </message>
    <message>
        <source>Use that window, or close it first.</source>
        <translation>请使用该窗口，或先将其关闭。</translation>
    </message>
    <message>
        <source>The vault is locked</source>
        <translation>保险库已锁定</translation>
    </message>
    <message>
        <source>It was locked while this step was under way.</source>
        <translation>这一步进行时保险库被锁定。</translation>
    </message>
    <message>
        <source>Unlock it and try again.</source>
        <translation>请解锁后重试。</translation>
    </message>
    <message>
        <source>The disk does not take the file</source>
        <translation>磁盘无法写入</translation>
    </message>
    <message>
        <source>The system reports {fault}.</source>
        <translation>系统报告 {fault}。</translation>
    </message>
    <message>
        <source>Make room on the disk or check its permissions, then try again.</source>
        <translation>请清理磁盘空间或检查权限后重试。</translation>
    </message>
    <message>
        <source>The password is needed</source>
        <translation>需要口令</translation>
    </message>
    <message>
        <source>The system&apos;s secret store did not give back what this device remembers.</source>
        <translation>系统密钥库未能提供本机记住的内容。</translation>
    </message>
    <message>
        <source>Type the password. It always works.</source>
        <translation>请输入口令，口令始终有效。</translation>
    </message>
    <message>
        <source>The kit cannot be used</source>
        <translation>注册包不可用</translation>
    </message>
    <message>
        <source>A key or certificate cannot be read ({fault}).</source>
        <translation>密钥或证书无法读取（{fault}）。</translation>
    </message>
    <message>
        <source>Ask the administrator for a new kit file.</source>
        <translation>请管理员重新提供注册包。</translation>
    </message>
    <message>
        <source>The gateway cannot be reached</source>
        <translation>无法连接网关</translation>
    </message>
    <message>
        <source>There is no connection to the office&apos;s gateway.</source>
        <translation>与本单位网关没有连接。</translation>
    </message>
    <message>
        <source>You can go on working. Your changes are kept and sent once it is back.</source>
        <translation>您可以继续工作，修改会保存在本机，恢复后自动上传。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid at this computer&apos;s time.</source>
        <translation>按本机时间，服务器证书不在有效期内。</translation>
    </message>
    <message>
        <source>Check the computer&apos;s date and time, then tell the administrator.</source>
        <translation>请核对本机日期和时间，然后告知管理员。</translation>
    </message>
    <message>
        <source>The server that answered does not have our gateway&apos;s certificate.</source>
        <translation>应答的服务器没有本单位网关的证书。</translation>
    </message>
    <message>
        <source>Nothing was sent to it. Tell the security administrator.</source>
        <translation>没有向它发送任何内容。请告知安全保密管理员。</translation>
    </message>
    <message>
        <source>This is not our gateway</source>
        <translation>这不是本单位的网关</translation>
    </message>
    <message>
        <source>The gateway&apos;s answer cannot be used</source>
        <translation>网关的答复不可用</translation>
    </message>
    <message>
        <source>What arrived is not what was asked for, so it was thrown away.</source>
        <translation>收到的内容与请求不符，已丢弃。</translation>
    </message>
    <message>
        <source>The gateway refused</source>
        <translation>网关拒绝</translation>
    </message>
    <message>
        <source>It understood the request and gave the reason {code}.</source>
        <translation>网关给出的原因是 {code}。</translation>
    </message>
    <message>
        <source>The gateway is busy</source>
        <translation>网关繁忙</translation>
    </message>
    <message>
        <source>It asked to come back later.</source>
        <translation>网关要求稍后再试。</translation>
    </message>
    <message>
        <source>The program tries again by itself. Your changes are kept.</source>
        <translation>程序会自动重试，您的修改已保存。</translation>
    </message>
    <message>
        <source>This device is no longer admitted</source>
        <translation>本机已被停用</translation>
    </message>
    <message>
        <source>The administrator has revoked this device.</source>
        <translation>管理员已撤销本机的注册。</translation>
    </message>
    <message>
        <source>Contact the system administrator.</source>
        <translation>请联系系统管理员。</translation>
    </message>
    <message>
        <source>The computer&apos;s clock is wrong</source>
        <translation>电脑时间不对</translation>
    </message>
    <message>
        <source>Set the date and time, then try again.</source>
        <translation>请校准日期和时间后重试。</translation>
    </message>
    <message>
        <source>The file is not on this device yet</source>
        <translation>文件尚未下载到本机</translation>
    </message>
    <message>
        <source>It has not been downloaded, and the gateway cannot be reached.</source>
        <translation>文件没有下载过，目前又无法连接网关。</translation>
    </message>
    <message>
        <source>Open it again once you are online.</source>
        <translation>请在线后再打开。</translation>
    </message>
    <message>
        <source>No longer here</source>
        <translation>已不在此处</translation>
    </message>
    <message>
        <source>It was deleted or taken back, or it was never sent to you.</source>
        <translation>它已被删除或收回，或从未发给您。</translation>
    </message>
    <message>
        <source>Go back to the list.</source>
        <translation>请返回列表。</translation>
    </message>
    <message>
        <source>Not within your need-to-know</source>
        <translation>不在知悉范围内</translation>
    </message>
    <message>
        <source>Its classification or its scope of knowledge does not include you.</source>
        <translation>按其密级或知悉范围，您不能查看。</translation>
    </message>
    <message>
        <source>Ask the office that keeps it, if you need it for your work.</source>
        <translation>如工作需要，请向保管单位申请。</translation>
    </message>
    <message>
        <source>This cannot be done now</source>
        <translation>现在不能这样做</translation>
    </message>
    <message>
        <source>Open it again to see its present state.</source>
        <translation>请重新打开查看当前状态。</translation>
    </message>
    <message>
        <source>Seals are applied online only</source>
        <translation>只能在线用印</translation>
    </message>
    <message>
        <source>Number, ledger and revocation must be those of now.</source>
        <translation>编号、台账和吊销状态必须是当前的。</translation>
    </message>
    <message>
        <source>Wait until the gateway can be reached.</source>
        <translation>请等待连通网关。</translation>
    </message>
    <message>
        <source>The seal&apos;s key is not here</source>
        <translation>没有该印章的密钥</translation>
    </message>
    <message>
        <source>This device holds no key for the chosen seal.</source>
        <translation>本机没有所选印章的密钥。</translation>
    </message>
    <message>
        <source>Insert the custodian&apos;s key, or choose another seal.</source>
        <translation>请插入保管员的密钥，或另选印章。</translation>
    </message>
    <message>
        <source>The sealed file did not verify</source>
        <translation>用印后的文件未通过验章</translation>
    </message>
    <message>
        <source>It was checked before sending and was thrown away ({codes}).</source>
        <translation>上传前已检查，结果不合格并已丢弃（{codes}）。</translation>
    </message>
    <message>
        <source>The original is unchanged. Tell the system administrator.</source>
        <translation>原文件没有改动。请告知系统管理员。</translation>
    </message>
    <message>
        <source>The seal cannot be read</source>
        <translation>印章无法读取</translation>
    </message>
    <message>
        <source>Its data do not follow GB/T 38540 or GM/T 0031 ({fault}).</source>
        <translation>印章数据不符合 GB/T 38540 或 GM/T 0031（{fault}）。</translation>
    </message>
    <message>
        <source>Ask the seal&apos;s maker for a new seal file.</source>
        <translation>请制章者提供新的印章文件。</translation>
    </message>
    <message>
        <source>Somebody else has changed the same thing meanwhile.</source>
        <translation>他人已先修改了同一处。</translation>
    </message>
    <message>
        <source>It no longer exists.</source>
        <translation>它已不存在。</translation>
    </message>
    <message>
        <source>The reason given is {code}.</source>
        <translation>给出的原因是 {code}。</translation>
    </message>
    <message>
        <source>This seal must not be pressed</source>
        <translation>此印章不得使用</translation>
    </message>
    <message>
        <source>It is outside its period of validity, or of a version that is not sealed with.</source>
        <translation>它不在有效期内，或属于不再用于签章的版本。</translation>
    </message>
    <message>
        <source>Choose another seal, or ask the seal&apos;s maker for a new one.</source>
        <translation>请另选印章，或请制章者重新制作。</translation>
    </message>
    <message>
        <source>This key may not use the seal</source>
        <translation>此密钥不能使用该印章</translation>
    </message>
    <message>
        <source>The seal does not name the key&apos;s certificate, or the certificate is not fit.</source>
        <translation>印章未列入该密钥的证书，或证书不适用。</translation>
    </message>
    <message>
        <source>No seal can be added to this document</source>
        <translation>不能对此公文用印</translation>
    </message>
    <message>
        <source>Its form, or an earlier seal, rules out a further seal that could be trusted.</source>
        <translation>由于文件形式或已有的签章，无法再加盖可信的印章。</translation>
    </message>
    <message>
        <source>Have the document set anew and approved again.</source>
        <translation>请重新排版并再次审批。</translation>
    </message>
    <message>
        <source>The seal key is locked</source>
        <translation>印章密钥已锁定</translation>
    </message>
    <message>
        <source>It has had too many wrong PINs and is locked for good.</source>
        <translation>PIN 错误次数过多，已永久锁定。</translation>
    </message>
    <message>
        <source>The key did not sign</source>
        <translation>密钥未能签名</translation>
    </message>
    <message>
        <source>Its answer does not verify with its own certificate, so it was thrown away.</source>
        <translation>签名结果与其证书不符，已丢弃。</translation>
    </message>
    <message>
        <source>Take the key out and in again, then try once more.</source>
        <translation>请重新插入密钥后再试。</translation>
    </message>
    <message>
        <source>The seal cannot stand there</source>
        <translation>印章不能放在这里</translation>
    </message>
    <message>
        <source>It must lie on a page as a whole, and what it is to be placed on must be there.</source>
        <translation>印章须完整位于页面之内，所依据的文字也须存在。</translation>
    </message>
    <message>
        <source>Place it by hand.</source>
        <translation>请手动放置。</translation>
    </message>
    <message>
        <source>Only a secretary of the meeting may change its agenda.</source>
        <translation>只有会议秘书可以修改议程。</translation>
    </message>
    <message>
        <source>The meeting has been held; its agenda stays as it was.</source>
        <translation>会议已召开，议程不再改动。</translation>
    </message>
    <message>
        <source>Appointments come last on an agenda.</source>
        <translation>人事议题须排在议程最后。</translation>
    </message>
    <message>
        <source>The item cannot stand at this place.</source>
        <translation>议题不能放在这个位置。</translation>
    </message>
    <message>
        <source>The seal has no place yet.</source>
        <translation>印章尚未放置。</translation>
    </message>
    <message>
        <source>There is no document to seal.</source>
        <translation>没有可用印的公文。</translation>
    </message>
    <message>
        <source>Only OFD documents can be sealed.</source>
        <translation>只能对 OFD 公文用印。</translation>
    </message>
    <message>
        <source>It was changed meanwhile.</source>
        <translation>它在此期间已被修改。</translation>
    </message>
    <message>
        <source>An item takes 1 to 480 minutes.</source>
        <translation>议题时长为 1 到 480 分钟。</translation>
    </message>
    <message>
        <source>Only what was sent for reading can be marked as read.</source>
        <translation>只有待阅公文可以标记已阅。</translation>
    </message>
    <message>
        <source>It stands on somebody else&apos;s list.</source>
        <translation>它在他人的列表中。</translation>
    </message>
    <message>
        <source>It is not within your need-to-know.</source>
        <translation>它不在您的知悉范围内。</translation>
    </message>
    <message>
        <source>The application has not been approved.</source>
        <translation>用印申请尚未批准。</translation>
    </message>
    <message>
        <source>The file is not the one that was approved.</source>
        <translation>文件与批准的不一致。</translation>
    </message>
    <message>
        <source>The document has a newer version by now.</source>
        <translation>公文已有更新的版本。</translation>
    </message>
    <message>
        <source>The document was changed meanwhile.</source>
        <translation>公文在此期间已被修改。</translation>
    </message>
    <message>
        <source>The application does not ask for this seal.</source>
        <translation>申请中没有这枚印章。</translation>
    </message>
    <message>
        <source>Only the custodian of a seal may press it.</source>
        <translation>只有印章保管员可以用印。</translation>
    </message>
    <message>
        <source>The seal is suspended or cancelled.</source>
        <translation>印章已停用或注销。</translation>
    </message>
    <message>
        <source>The seal is outside its period of validity.</source>
        <translation>印章不在有效期内。</translation>
    </message>
    <message>
        <source>This seal has been pressed under the application already.</source>
        <translation>此印章已按该申请用过。</translation>
    </message>
    <message>
        <source>The witness must be the one appointed, and not the custodian.</source>
        <translation>监印人须为指定人员，且不得为保管员。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock differs too much from the gateway&apos;s.</source>
        <translation>本机时间与网关相差过大。</translation>
    </message>
    <message>
        <source>The annotations cannot be shown</source>
        <translation>批注无法显示</translation>
    </message>
    <message>
        <source>A newer version of this program kept them. They are left as they are.</source>
        <translation>它们由本程序的更新版本保存，现原样保留。</translation>
    </message>
    <message>
        <source>Update the program on this device.</source>
        <translation>请更新本机上的程序。</translation>
    </message>
    <message>
        <source>There is nothing to choose between any more.</source>
        <translation>已无需选择。</translation>
    </message>
    <message>
        <source>This device has been revoked</source>
        <translation>本机注册已被撤销</translation>
    </message>
    <message>
        <source>The administrator has revoked this device. Everything it held has been erased.</source>
        <translation>管理员已撤销本机的注册，本机内容已全部清除。</translation>
    </message>
    <message>
        <source>To use it again, ask the system administrator for a new kit.</source>
        <translation>如需继续使用，请向系统管理员领取新的注册包。</translation>
    </message>
    <message>
        <source>The printer did not take the pages</source>
        <translation>打印未能进行</translation>
    </message>
    <message>
        <source>The printer is not ready, or the file cannot be written.</source>
        <translation>打印机未就绪，或目标文件无法写入。</translation>
    </message>
    <message>
        <source>Check the printer or choose another place, then print again.</source>
        <translation>请检查打印机或另选位置后重试。</translation>
    </message>
    <message>
        <source>The kit file is still there</source>
        <translation>注册包文件仍在</translation>
    </message>
    <message>
        <source>This device is enrolled, but its kit file could not be erased.</source>
        <translation>本机已注册，但注册包文件未能清除。</translation>
    </message>
    <message>
        <source>Erase the file by hand or give its medium back: it holds this device&apos;s key.</source>
        <translation>请手动清除该文件或交还存放它的介质：其中含有本机密钥。</translation>
    </message>
    <message>
        <source>There is no time stamp</source>
        <translation>没有取得时间戳</translation>
    </message>
    <message>
        <source>The time-stamp authority refused, or its answer cannot be confirmed.</source>
        <translation>时间戳服务机构拒绝了请求，或其答复无法确认。</translation>
    </message>
    <message>
        <source>Try again later, or tell the system administrator.</source>
        <translation>请稍后再试，或告知系统管理员。</translation>
    </message>
    <message>
        <source>Too many annotations on one file</source>
        <translation>一个文件上的批注过多</translation>
    </message>
    <message>
        <source>The last one was not kept. What was there before is kept.</source>
        <translation>最后一条没有保存，之前的都已保存。</translation>
    </message>
    <message>
        <source>Delete some annotations of this file.</source>
        <translation>请删除此文件上的一些批注。</translation>
    </message>
    <message>
        <source>Have it unlocked by whoever issued it.</source>
        <translation>请到发放该钥匙的单位解锁。</translation>
    </message>
    <message>
        <source>The key does not say how many tries are left.</source>
        <translation>该钥匙不报告剩余的尝试次数。</translation>
    </message>
    <message>
        <source>The seal key wants its PIN</source>
        <translation>需要输入签章钥匙的 PIN 码</translation>
    </message>
    <message>
        <source>Enter the PIN of the key.</source>
        <translation>请输入钥匙的 PIN 码。</translation>
    </message>
    <message>
        <source>The PIN is wrong</source>
        <translation>PIN 码错误</translation>
    </message>
    <message>
        <source>Enter it once more, or stop and ask whoever issued the key.</source>
        <translation>请重新输入；没有把握时请停止，并询问钥匙的发放单位。</translation>
    </message>
    <message>
        <source>The seal key is not plugged in</source>
        <translation>未插入签章钥匙</translation>
    </message>
    <message>
        <source>“{token}” was not found, or it was pulled out. Nothing has been signed.</source>
        <translation>没有找到“{token}”，或它已被拔出。未作任何签名。</translation>
    </message>
    <message>
        <source>Plug the key in and try once more. Its PIN is asked for again.</source>
        <translation>请插好钥匙后重试，需重新输入 PIN 码。</translation>
    </message>
    <message>
        <source>The seal key does not answer</source>
        <translation>签章钥匙没有响应</translation>
    </message>
    <message>
        <source>The driver of “{token}” was silent for {seconds} s and has been ended.</source>
        <translation>“{token}”的驱动程序在 {seconds} 秒内没有响应，已被终止。</translation>
    </message>
    <message>
        <source>The seal key failed</source>
        <translation>签章钥匙出错</translation>
    </message>
    <message>
        <source>The driver of “{token}” reports {fault}. Nothing has been signed.</source>
        <translation>“{token}”的驱动程序报告 {fault}。未作任何签名。</translation>
    </message>
    <message>
        <source>The driver&apos;s file is not there.</source>
        <translation>驱动程序文件不存在。</translation>
    </message>
    <message>
        <source>The driver&apos;s file is not the one that was approved.</source>
        <translation>驱动程序文件与核准的不一致。</translation>
    </message>
    <message>
        <source>The driver&apos;s file changed while it was being loaded.</source>
        <translation>驱动程序文件在加载过程中被改动。</translation>
    </message>
    <message>
        <source>Anybody could change the driver&apos;s file.</source>
        <translation>任何用户都能改动驱动程序文件。</translation>
    </message>
    <message>
        <source>The file lacks the functions of GM/T 0016.</source>
        <translation>该文件缺少 GM/T 0016 规定的函数。</translation>
    </message>
    <message>
        <source>The driver is made for another system.</source>
        <translation>该驱动程序适用于其他系统。</translation>
    </message>
    <message>
        <source>The driver of the seal key was not loaded</source>
        <translation>签章钥匙的驱动程序未加载</translation>
    </message>
    <message>
        <source>The system cannot load the driver&apos;s file.</source>
        <translation>系统无法加载驱动程序文件。</translation>
    </message>
    <message>
        <source>Ask the system administrator to look at the key&apos;s profile.</source>
        <translation>请系统管理员检查钥匙的配置文件。</translation>
    </message>
    <message>
        <source>It offers no SM2 signature; ECDSA on the same curve is not one.</source>
        <translation>它不提供 SM2 签名；同一曲线上的 ECDSA 不是 SM2 签名。</translation>
    </message>
    <message>
        <source>Its certificate is not for SM2.</source>
        <translation>其证书不是 SM2 证书。</translation>
    </message>
    <message>
        <source>It holds no signing certificate.</source>
        <translation>其中没有签名证书。</translation>
    </message>
    <message>
        <source>It does not hold the key that the profile names.</source>
        <translation>其中没有配置文件所指的密钥。</translation>
    </message>
    <message>
        <source>This key cannot press seals</source>
        <translation>该钥匙不能用于盖章</translation>
    </message>
    <message>
        <source>The profile fits several keys; it must name the right one.</source>
        <translation>配置文件对应多个密钥，须写明使用哪一个。</translation>
    </message>
    <message>
        <source>Plug in another key, or have its profile corrected.</source>
        <translation>请换用其他钥匙，或请管理员更正配置文件。</translation>
    </message>
    <message>
        <source>The profile of the seal key cannot be used</source>
        <translation>签章钥匙的配置文件不可用</translation>
    </message>
    <message>
        <source>The profile “{profile}” is missing or wrong ({fault}).</source>
        <translation>配置文件“{profile}”缺失或有误（{fault}）。</translation>
    </message>
    <message>
        <source>Your own key is not here</source>
        <translation>缺少本人密钥</translation>
    </message>
    <message>
        <source>Witnessing and sealing are signed with your own key, and this device has none.</source>
        <translation>监印和用印须用本人密钥签名，而本设备没有。</translation>
    </message>
    <message>
        <source>Insert your token and try again.</source>
        <translation>请插入密码钥匙后重试。</translation>
    </message>
    <message>
        <source>The signature does not count</source>
        <translation>签名不被认可</translation>
    </message>
    <message>
        <source>What was signed does not verify with the key and person it names.</source>
        <translation>签名与所列密钥和人员不符。</translation>
    </message>
    <message>
        <source>Sign again with your own valid key.</source>
        <translation>请用本人的有效密钥重新签名。</translation>
    </message>
    <message>
        <source>The witness has not confirmed yet.</source>
        <translation>监印人尚未确认。</translation>
    </message>
    <message>
        <source>Another organ&apos;s seal comes first on this document.</source>
        <translation>此公文须先由另一机关用印。</translation>
    </message>
    <message>
        <source>The application does not ask for this kind of use.</source>
        <translation>申请中没有这种用印方式。</translation>
    </message>
    <message>
        <source>The file has not arrived at the gateway as a whole.</source>
        <translation>文件未完整送达网关。</translation>
    </message>
    <message>
        <source>The sealed file is not the approved one with a seal on it.</source>
        <translation>已用印文件不是在获批文件上加盖印章所得。</translation>
    </message>
    <message>
        <source>The file does not bear exactly one new seal.</source>
        <translation>文件中新增的印章不是恰好一枚。</translation>
    </message>
    <message>
        <source>The file bears another seal than the one applied for.</source>
        <translation>文件上的印章不是所申请的印章。</translation>
    </message>
    <message>
        <source>The gateway finds a seal of the file invalid.</source>
        <translation>网关判定文件中有印章无效。</translation>
    </message>
    <message>
        <source>The gateway cannot judge a seal of the file.</source>
        <translation>网关未能判定文件中的印章。</translation>
    </message>
    <message>
        <source>The application is for another document.</source>
        <translation>此申请针对的是另一份公文。</translation>
    </message>
    <message>
        <source>The same act was sent before with other contents.</source>
        <translation>同一操作此前曾以不同内容发送。</translation>
    </message>
    <message>
        <source>Its number is taken already.</source>
        <translation>编号已被占用。</translation>
    </message>
    <message>
        <source>It is not an agenda item.</source>
        <translation>这不是议题。</translation>
    </message>
    <message>
        <source>It was sealed before the application was approved.</source>
        <translation>用印早于申请获批。</translation>
    </message>
    <message>
        <source>The seal stands on other pages than was said.</source>
        <translation>印章所在页与所报不符。</translation>
    </message>
    <message>
        <source>The document has another number of pages than was approved.</source>
        <translation>公文页数与获批时不同。</translation>
    </message>
    <message>
        <source>The document has no such page.</source>
        <translation>公文没有这一页。</translation>
    </message>
    <message>
        <source>The time of sealing lies in the future.</source>
        <translation>用印时间在将来。</translation>
    </message>
    <message>
        <source>This seal is never used off line.</source>
        <translation>此印章不得离线使用。</translation>
    </message>
    <message>
        <source>The time for use off line was over.</source>
        <translation>离线用印时限已过。</translation>
    </message>
    <message>
        <source>The number of uses off line was used up.</source>
        <translation>离线用印次数已用完。</translation>
    </message>
    <message>
        <source>At least one copy is applied for.</source>
        <translation>至少申请一份。</translation>
    </message>
    <message>
        <source>A document is named twice.</source>
        <translation>有公文重复列出。</translation>
    </message>
    <message>
        <source>A seal is named twice.</source>
        <translation>有印章重复列出。</translation>
    </message>
    <message>
        <source>A document is not there, or not for you.</source>
        <translation>有公文不存在，或不在您的知悉范围内。</translation>
    </message>
    <message>
        <source>A seal is not there, or not for you.</source>
        <translation>有印章不存在，或您无权使用。</translation>
    </message>
    <message>
        <source>The document was revoked or repealed.</source>
        <translation>公文已撤销或废止。</translation>
    </message>
    <message>
        <source>Nothing is written in the document: blank paper is never sealed.</source>
        <translation>公文为空白：严禁在空白文书上用印。</translation>
    </message>
    <message>
        <source>The document has not been signed off yet.</source>
        <translation>公文尚未签发，不得用印。</translation>
    </message>
    <message>
        <source>The document has no number yet.</source>
        <translation>公文尚未编号。</translation>
    </message>
    <message>
        <source>The kinds of use are not named properly.</source>
        <translation>用印方式填写有误。</translation>
    </message>
    <message>
        <source>A straddle seal needs at least two pages.</source>
        <translation>骑缝章至少需要两页。</translation>
    </message>
    <message>
        <source>This person may not approve the use of seals.</source>
        <translation>此人无权审批用印。</translation>
    </message>
    <message>
        <source>Nobody approves their own application.</source>
        <translation>任何人不得审批本人的申请。</translation>
    </message>
    <message>
        <source>The document is not within the approver&apos;s need-to-know.</source>
        <translation>公文不在审批人的知悉范围内。</translation>
    </message>
    <message>
        <source>The document is not within the custodian&apos;s need-to-know.</source>
        <translation>公文不在印章保管员的知悉范围内。</translation>
    </message>
    <message>
        <source>This seal has been applied for on the document already.</source>
        <translation>此公文已申请过这枚印章。</translation>
    </message>
    <message>
        <source>Only the approver named in the application decides.</source>
        <translation>只有申请中指定的审批人可以审批。</translation>
    </message>
    <message>
        <source>The application has been decided already.</source>
        <translation>此申请已审批。</translation>
    </message>
    <message>
        <source>The application can no longer be withdrawn.</source>
        <translation>此申请已不能撤回。</translation>
    </message>
    <message>
        <source>Only the applicant may withdraw it.</source>
        <translation>只有申请人可以撤回。</translation>
    </message>
    <message>
        <source>A reason has to be given.</source>
        <translation>须填写理由。</translation>
    </message>
    <message>
        <source>The certificate of the signature cannot be used.</source>
        <translation>签名所用证书不可用。</translation>
    </message>
    <message>
        <source>The signature was not made with your own key.</source>
        <translation>签名不是用您本人的密钥作出的。</translation>
    </message>
    <message>
        <source>The certificate of the signature is not trusted any more.</source>
        <translation>签名所用证书已不受信任。</translation>
    </message>
    <message>
        <source>The signature does not verify.</source>
        <translation>签名验证不通过。</translation>
    </message>
    <message>
        <source>This person is no custodian of seals.</source>
        <translation>此人不是印章保管员。</translation>
    </message>
    <message>
        <source>There is no such organisation.</source>
        <translation>没有这个单位。</translation>
    </message>
    <message>
        <source>This seal is in the cabinet already.</source>
        <translation>此印章已在印章柜中。</translation>
    </message>
    <message>
        <source>The file is no electronic seal.</source>
        <translation>文件不是电子印章。</translation>
    </message>
    <message>
        <source>Only seals of GB/T 38540 (version 4) can be used.</source>
        <translation>只能使用 GB/T 38540（第 4 版）印章。</translation>
    </message>
    <message>
        <source>The seal is not as its maker signed it.</source>
        <translation>印章与制章机构签名时不一致。</translation>
    </message>
    <message>
        <source>The seal&apos;s maker is not one the office believes.</source>
        <translation>制章机构不在本单位信任之列。</translation>
    </message>
    <message>
        <source>The seal maker&apos;s certificate does not hold.</source>
        <translation>制章机构证书不成立。</translation>
    </message>
    <message>
        <source>The seal&apos;s period has run out.</source>
        <translation>印章有效期已过。</translation>
    </message>
    <message>
        <source>The seal does not say how long it is valid.</source>
        <translation>印章未注明有效期。</translation>
    </message>
    <message>
        <source>The seal cannot be brought into that state.</source>
        <translation>印章不能转为该状态。</translation>
    </message>
    <message>
        <source>The new seal has another name.</source>
        <translation>新印章名称不同。</translation>
    </message>
    <message>
        <source>The new seal has another size.</source>
        <translation>新印章尺寸不同。</translation>
    </message>
    <message>
        <source>The new seal is not valid for longer.</source>
        <translation>新印章有效期并未延长。</translation>
    </message>
    <message>
        <source>Only the security administrator changes the state of a seal.</source>
        <translation>只有安全保密管理员可以变更印章状态。</translation>
    </message>
    <message>
        <source>The seal is in your custody already.</source>
        <translation>此印章已由您保管。</translation>
    </message>
    <message>
        <source>The custody was not offered to you.</source>
        <translation>此印章并未移交给您。</translation>
    </message>
    <message>
        <source>The gateway failed on it; its log knows more.</source>
        <translation>网关处理此项失败，详见其日志。</translation>
    </message>
    <message>
        <source>The signatures of this PDF cannot be read</source>
        <translation>无法读取该 PDF 的签名</translation>
    </message>
    <message>
        <source>The file is encrypted.</source>
        <translation>文件已加密。</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>文件已损坏。</translation>
    </message>
    <message>
        <source>The signatures of this PDF were not judged</source>
        <translation>该 PDF 的签名未能判定</translation>
    </message>
    <message>
        <source>Judging it took too long or broke off. That says nothing about the seals.</source>
        <translation>判定耗时过长或中断，这不说明印章的真伪。</translation>
    </message>
    <message>
        <source>It was sealed at another time than was said.</source>
        <translation>实际用印时间与申报的时间不一致。</translation>
    </message>
    <message>
        <source>The document is protected</source>
        <translation>文件受保护</translation>
    </message>
    <message>
        <source>Only the program that protected it can open it; no password does.</source>
        <translation>只有加保护的程序能打开它，口令不起作用。</translation>
    </message>
    <message>
        <source>A PDF is not sealed under custody, only OFD. Have the document issued as OFD.</source>
        <translation>PDF 不能申请用印，用印只适用于 OFD 公文。请改用 OFD 版式文件印发。</translation>
    </message>
    <message>
        <source>A time stamp is demanded for this seal; a use without one does not count.</source>
        <translation>这枚印章要求加盖时间戳，没有时间戳的用印无效。</translation>
    </message>
    <message>
        <source>No time stamp, no seal</source>
        <translation>没有时间戳，不能用印</translation>
    </message>
    <message>
        <source>A time stamp is demanded for this seal, and the authority gave none.</source>
        <translation>这枚印章要求加盖时间戳，但没有取得时间戳。</translation>
    </message>
    <message>
        <source>Nothing was sealed. Try again later, or tell the system administrator.</source>
        <translation>没有盖章。请稍后再试，或告知系统管理员。</translation>
    </message>
    <message>
        <source>The seal stands in the file in another way than was said.</source>
        <translation>印章在文件中的盖法与所报不符。</translation>
    </message>
    <message>
        <source>The seal does not stand in the file at its own size.</source>
        <translation>印章在文件中未按原尺寸加盖。</translation>
    </message>
    <message>
        <source>The witness&apos;s key has been withdrawn since. Have the use confirmed anew.</source>
        <translation>监印人的密钥此后已被撤回，请重新监印确认。</translation>
    </message>
    <message>
        <source>The gateway was not asked before the seal was pressed, though the use says so.</source>
        <translation>该次用印自称联网，但盖章之前没有向网关核实。</translation>
    </message>
    <message>
        <source>There is no such file any more: the drive may have been taken out.</source>
        <translation>文件已不在原处，可能是移动盘已拔出。</translation>
    </message>
    <message>
        <source>This computer does not let you read it.</source>
        <translation>本机不允许您读取此文件。</translation>
    </message>
    <message>
        <source>It is larger than 512 MB.</source>
        <translation>文件大于 512 MB。</translation>
    </message>
    <message>
        <source>It is a folder or a device, not a document.</source>
        <translation>这是文件夹或设备，不是文件。</translation>
    </message>
    <message>
        <source>The drive it lies on does not answer.</source>
        <translation>文件所在的磁盘没有响应。</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>Only the security administrator says how seals may be used.</source>
        <translation>只有安全保密管理员可以设定用印规定。</translation>
    </message>
    <message>
        <source>The alarm is about your own act: somebody else takes note of it.</source>
        <translation>该告警因您本人的操作引起，须由他人知悉。</translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
</context>
<context>
    <name>properties</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>关键词</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>创建程序</translation>
    </message>
    <message>
        <source>Made on</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Changed on</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>页面大小</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>文件标识</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>不允许</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Annotating</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Sealing</source>
        <translation>签章</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Embedded</source>
        <translation>已嵌入</translation>
    </message>
    <message>
        <source>{name} stands in</source>
        <translation>以 {name} 代替</translation>
    </message>
    <message>
        <source>Of this computer</source>
        <translation>本机字体</translation>
    </message>
    <message>
        <source>Some parts are encrypted and cannot be read.</source>
        <translation>部分内容已加密，无法读取。</translation>
    </message>
    <message>
        <source>The package is put together loosely; its parts were found.</source>
        <translation>文件包结构不规范，各部分均已找到。</translation>
    </message>
    <message>
        <source>Some parts are malformed; they were mended or left out.</source>
        <translation>部分内容格式有误，已修复或略去。</translation>
    </message>
    <message>
        <source>Some text cannot be drawn as its author meant it.</source>
        <translation>部分文字无法按原样显示。</translation>
    </message>
    <message>
        <source>Some pictures cannot be drawn.</source>
        <translation>部分图像无法显示。</translation>
    </message>
    <message>
        <source>Some annotations are missing or cannot be read.</source>
        <translation>部分批注缺失或无法读取。</translation>
    </message>
    <message>
        <source>Some files inside are missing.</source>
        <translation>部分文件内附件缺失。</translation>
    </message>
    <message>
        <source>Some seals are incomplete; the verdict says what that means.</source>
        <translation>部分签章不完整，以验章结论为准。</translation>
    </message>
    <message>
        <source>Some of what the document says about itself is missing.</source>
        <translation>部分文件信息缺失。</translation>
    </message>
    <message>
        <source>The file was damaged and has been mended for reading.</source>
        <translation>文件已损坏，修复后供阅读。</translation>
    </message>
    <message>
        <source>Some drawing is faulty; it was left out or drawn as usual.</source>
        <translation>部分图形有误，已略去或按默认方式显示。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>The form is drawn by the program it was made for alone; its pages hold a stand-in.</source>
        <translation>此表单（XFA）只能由制作它的程序绘制，页面上只是占位内容。</translation>
    </message>
    <message>
        <source>The file is a portfolio: what it gathers is among the files inside.</source>
        <translation>此文件是 PDF 文件集，所收文件见“文件内附件”。</translation>
    </message>
    <message>
        <source>{size} mm</source>
        <translation>{size} 毫米</translation>
    </message>
    <message>
        <source>{size} ({name})</source>
        <translation>{size}（{name}）</translation>
    </message>
</context>
<context>
    <name>sealing</name>
    <message>
        <source>Offline: {left} of {most} uses left, until {when}. Each is kept here and recorded as soon as the gateway can be reached; one that is not accepted then raises an alarm.</source>
        <translation>离线：还可用印 {left} 次（共 {most} 次），至 {when} 止。每次用印先存在本机，联网后即登记；届时不被接受的将告警。</translation>
    </message>
    <message>
        <source>Another organ&apos;s turn</source>
        <translation>待其他机关</translation>
    </message>
    <message>
        <source>It waits for the seals of the other organs.</source>
        <translation>等待其他机关用印。</translation>
    </message>
    <message>
        <source>Next comes the seal of {organ}.</source>
        <translation>接下来加盖“{organ}”印章。</translation>
    </message>
</context>
<context>
    <name>verdicts</name>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>Undetermined</source>
        <translation>未能判定</translation>
    </message>
    <message>
        <source>No seal</source>
        <translation>无签章</translation>
    </message>
    <message>
        <source>Package in order</source>
        <translation>文件包完好</translation>
    </message>
    <message>
        <source>Protected files unchanged</source>
        <translation>受保护文件未改动</translation>
    </message>
    <message>
        <source>Signature well-formed</source>
        <translation>签章数据合规</translation>
    </message>
    <message>
        <source>Digest of the signed list</source>
        <translation>签名清单摘要</translation>
    </message>
    <message>
        <source>Signature value</source>
        <translation>签名值</translation>
    </message>
    <message>
        <source>Seal file is the signed seal</source>
        <translation>印章文件与签章一致</translation>
    </message>
    <message>
        <source>Place and size of the impression</source>
        <translation>印迹位置与尺寸</translation>
    </message>
    <message>
        <source>Time of sealing</source>
        <translation>签章时间</translation>
    </message>
    <message>
        <source>Sealer&apos;s certificate</source>
        <translation>签章者证书</translation>
    </message>
    <message>
        <source>Sealer may use this seal</source>
        <translation>签章者有权使用此印章</translation>
    </message>
    <message>
        <source>Seal within its period</source>
        <translation>印章在有效期内</translation>
    </message>
    <message>
        <source>Seal maker</source>
        <translation>制章者</translation>
    </message>
    <message>
        <source>Whole document covered</source>
        <translation>覆盖全文</translation>
    </message>
    <message>
        <source>Every step agrees.</source>
        <translation>各步骤均一致。</translation>
    </message>
    <message>
        <source>Verification reports {code}.</source>
        <translation>验章报告 {code}。</translation>
    </message>
    <message>
        <source>Seal maker: {reason}</source>
        <translation>制章者：{reason}</translation>
    </message>
    <message>
        <source>A reference leads out of the package.</source>
        <translation>有引用指向文件包之外。</translation>
    </message>
    <message>
        <source>The signature data do not follow the standard.</source>
        <translation>签章数据不符合标准。</translation>
    </message>
    <message>
        <source>The document does not list its signatures.</source>
        <translation>文件未列出其签章。</translation>
    </message>
    <message>
        <source>A protected file is missing.</source>
        <translation>缺少受保护的文件。</translation>
    </message>
    <message>
        <source>A protected file was changed after sealing.</source>
        <translation>受保护的文件在用印后被改动。</translation>
    </message>
    <message>
        <source>A weak digest method was used.</source>
        <translation>使用了弱摘要算法。</translation>
    </message>
    <message>
        <source>The signed list of files was changed.</source>
        <translation>签名的文件清单被改动。</translation>
    </message>
    <message>
        <source>The signature value is wrong.</source>
        <translation>签名值不正确。</translation>
    </message>
    <message>
        <source>The algorithm is not one this program can judge.</source>
        <translation>本程序无法判断所用算法。</translation>
    </message>
    <message>
        <source>The sealer&apos;s certificate is missing.</source>
        <translation>缺少签章者证书。</translation>
    </message>
    <message>
        <source>The seal file is not the seal that was signed.</source>
        <translation>印章文件不是签章所用的印章。</translation>
    </message>
    <message>
        <source>The impression is drawn at another size than the seal&apos;s.</source>
        <translation>印迹尺寸与印章不符。</translation>
    </message>
    <message>
        <source>The impression stands on a page that does not exist.</source>
        <translation>印迹所在页不存在。</translation>
    </message>
    <message>
        <source>The time is the sealer&apos;s own; there is no time stamp.</source>
        <translation>时间由签章者自述，没有时间戳。</translation>
    </message>
    <message>
        <source>The time of sealing is not stated.</source>
        <translation>未注明签章时间。</translation>
    </message>
    <message>
        <source>The time stamp cannot be confirmed.</source>
        <translation>时间戳无法确认。</translation>
    </message>
    <message>
        <source>The time of sealing lies in the future.</source>
        <translation>签章时间在将来。</translation>
    </message>
    <message>
        <source>No trusted authority stands behind the certificate.</source>
        <translation>证书没有可信的颁发机构。</translation>
    </message>
    <message>
        <source>The certificate was not valid yet.</source>
        <translation>证书当时尚未生效。</translation>
    </message>
    <message>
        <source>The certificate had expired.</source>
        <translation>证书当时已过期。</translation>
    </message>
    <message>
        <source>The certificate is not meant for signing.</source>
        <translation>证书不用于签名。</translation>
    </message>
    <message>
        <source>The certificate is meant for another use.</source>
        <translation>证书用途不符。</translation>
    </message>
    <message>
        <source>An issuer in the path is no authority.</source>
        <translation>证书链中的颁发者不是认证机构。</translation>
    </message>
    <message>
        <source>An issuer in the path may not issue certificates.</source>
        <translation>证书链中的颁发者无权颁发证书。</translation>
    </message>
    <message>
        <source>The path of certificates is longer than allowed.</source>
        <translation>证书链超过允许的长度。</translation>
    </message>
    <message>
        <source>The certificate has a critical part unknown here.</source>
        <translation>证书含有本程序不认识的关键扩展。</translation>
    </message>
    <message>
        <source>There are no revocation data for the certificate.</source>
        <translation>没有该证书的吊销数据。</translation>
    </message>
    <message>
        <source>The revocation data are out of date.</source>
        <translation>吊销数据已过期。</translation>
    </message>
    <message>
        <source>The certificate had been revoked.</source>
        <translation>证书当时已被吊销。</translation>
    </message>
    <message>
        <source>The certificate was revoked after the time of sealing.</source>
        <translation>证书在签章之后被吊销。</translation>
    </message>
    <message>
        <source>The sealer is not among those who may use the seal.</source>
        <translation>签章者不在印章的授权名单内。</translation>
    </message>
    <message>
        <source>The seal was not valid yet.</source>
        <translation>印章当时尚未生效。</translation>
    </message>
    <message>
        <source>The seal had expired.</source>
        <translation>印章当时已过期。</translation>
    </message>
    <message>
        <source>The seal was not made by the maker it names.</source>
        <translation>印章不是由所称的制章者制作。</translation>
    </message>
    <message>
        <source>The maker signed in an unusual form.</source>
        <translation>制章者的签名形式不常见。</translation>
    </message>
    <message>
        <source>The seal&apos;s maker is not on the list of trusted makers.</source>
        <translation>制章者不在可信名单内。</translation>
    </message>
    <message>
        <source>Parts of the document are not protected by the seal.</source>
        <translation>公文有部分内容未受签章保护。</translation>
    </message>
    <message>
        <source>Parts were added after this seal.</source>
        <translation>此签章之后又增加了内容。</translation>
    </message>
    <message>
        <source>Different readers would find different files in the package.</source>
        <translation>不同的阅读器会从文件包中读出不同的内容。</translation>
    </message>
    <message>
        <source>The package is not the one that was sealed: it was packed anew or altered.</source>
        <translation>文件包与盖章时不一致：被重新打包或改动过。</translation>
    </message>
    <message>
        <source>The package holds bytes that nothing explains.</source>
        <translation>文件包中有来历不明的字节。</translation>
    </message>
    <message>
        <source>Picture is the seal&apos;s own</source>
        <translation>印模图像出自电子印章</translation>
    </message>
    <message>
        <source>The seal&apos;s picture cannot be drawn.</source>
        <translation>印章图像无法显示。</translation>
    </message>
    <message>
        <source>The seal&apos;s picture has other proportions than the seal states.</source>
        <translation>印章图像的长宽比例与印章标称尺寸不符。</translation>
    </message>
    <message>
        <source>The seal&apos;s picture also lies in the document; drawn from there it is no seal.</source>
        <translation>文件中另存有相同的印章图像；由此显示的图样不是电子印章。</translation>
    </message>
    <message>
        <source>The seal&apos;s size is not the one laid down for its organ.</source>
        <translation>印章尺寸与该机关应有的规格不符。</translation>
    </message>
    <message>
        <source>The pages were changed after this seal.</source>
        <translation>用印后页面内容被改动。</translation>
    </message>
    <message>
        <source>Something was added after this seal that it does not permit.</source>
        <translation>用印后增加了该印章不允许增加的内容。</translation>
    </message>
    <message>
        <source>A signature of a type that cannot be judged here.</source>
        <translation>该签名的类型在此无法判定。</translation>
    </message>
    <message>
        <source>A second look at the signature does not confirm it.</source>
        <translation>对签名的复核未能确认。</translation>
    </message>
    <message>
        <source>A time stamp is demanded here, and none confirms the time of sealing.</source>
        <translation>此处要求时间戳，而没有时间戳证明签章时间。</translation>
    </message>
    <message>
        <source>The signature value is not written as the standard has it.</source>
        <translation>签名值的写法与标准不符。</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Extra urgent</source>
        <translation>特急</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>加急</translation>
    </message>
    <message>
        <source>Awaiting approval</source>
        <translation>审批中</translation>
    </message>
    <message>
        <source>To be sealed</source>
        <translation>待盖章</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>已用印</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已驳回</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>注销</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>Circulated</source>
        <translation>传阅</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Closing seal</source>
        <translation>落款章</translation>
    </message>
    <message>
        <source>Straddle seal</source>
        <translation>骑缝章</translation>
    </message>
    <message>
        <source>Seal by keyword</source>
        <translation>关键字用印</translation>
    </message>
    <message>
        <source>Seal on every page</source>
        <translation>逐页用印</translation>
    </message>
    <message>
        <source> + </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A cancelled seal was tried</source>
        <translation>试图使用已注销的印章</translation>
    </message>
    <message>
        <source>A suspended seal was tried</source>
        <translation>试图使用已停用的印章</translation>
    </message>
    <message>
        <source>A seal was tried outside its period</source>
        <translation>试图在有效期外使用印章</translation>
    </message>
    <message>
        <source>A seal was tried without approval</source>
        <translation>试图未经批准使用印章</translation>
    </message>
    <message>
        <source>A use off line was refused</source>
        <translation>离线用印未被接受</translation>
    </message>
    <message>
        <source>The ledger is broken</source>
        <translation>印章台账断链</translation>
    </message>
    <message>
        <source>Registered, not yet in use</source>
        <translation>已备案，未启用</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>第 {number} 页</translation>
    </message>
    <message>
        <source>Annotations: {title}</source>
        <translation>批注：{title}</translation>
    </message>
    <message>
        <source>{day} {name} {year}</source>
        <translation>{year}年{month}月{day}日</translation>
    </message>
    <message>
        <source>{day} {name}</source>
        <translation>{month}月{day}日</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A seal was used without a time stamp</source>
        <translation>用印没有按要求加盖时间戳</translation>
    </message>
    <message>
        <source>A seal was used without asking the gateway</source>
        <translation>用印前未向网关核实，却自称联网用印</translation>
    </message>
    <message>
        <source>Rules of use were changed</source>
        <translation>用印规定已修改</translation>
    </message>
</context>
</TS>
