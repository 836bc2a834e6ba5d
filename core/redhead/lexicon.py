"""Words of official prose that a title line must not cut in two.

Not a dictionary of Chinese: the words that occur in titles of official documents, longest first
when they are matched. An unknown pair of characters is merely less welcome as a break.
"""

from __future__ import annotations

from functools import cache

_WORDS = """
人民政府 人民政府办公室 人民政府办公厅 办公室 办公厅 县委 市委 省委 委员会 常务委员会 代表大会
常委会 人大 政协 发展和改革局 教育体育局 工业和信息化局 公安局 民政局 司法局 财政局
人力资源和社会保障局 自然资源局 住房和城乡建设局 交通运输局 水利局 农业农村局 文化和旅游局
卫生健康局 应急管理局 审计局 市场监督管理局 医疗保障局 政务服务和数据局 信访局 生态环境局 林业局
统计局 人民武装部 关于 进一步 切实 做好 加强 推进 推动 促进 开展 实施 落实 贯彻 完善 规范
深化 加快 提升 提高 健全 建立 强化 全面 持续 印发 转发 公布 废止 修改 修订 制定 调整 成立
同意 申请 审定 审议 提请 报送 征求 商请 提供 组织 批准 命名 表彰 通报 通知 通告 公告 通报
意见 决定 决议 命令 报告 请示 批复 议案 会议纪要 实施意见 实施方案 工作方案 管理办法 暂行办法
若干措施 行动计划 工作要点 实施细则 指导意见 情况 事项 问题 建议 清单 目录 方案 草案 计划
规划 预案 办法 细则 说明 工作 有关 有关问题 有关工作 有关事项 重点 重点事项 专项 专项行动
行动 年度 下半年 上半年 主汛期 汛期 月份 季度 防汛 抗旱 备汛 抗灾 防汛抗灾 防汛备汛 防灾
减灾 救灾 森林防火 防火 应急 应急预案 隐患 隐患排查 排查 整改 整治 督查 督导 反馈 安全
安全生产 安全管理 生产 管理 管护 监管 监督 检查 巡查 联合巡查 联合 综合治理 治理 工程 项目
建设 建成后 高标准农田 农田 农村 农业 乡村 振兴 公路 农村公路 养护 道路 部分道路 片区
城东片区 水库 山塘 山塘水库 除险加固 柳溪河 沿岸 河道 跨界 断面 水文 资料 水文资料 资金 补助
补助资金 资金安排 安排 预算 预算调整 县级 财政 收支 储备 物资 物资储备 民生 重要民生物资 行政
规范性文件 行政规范性文件 文件 机关 机关作风 作风 作风建设 政务服务 政务 服务 提质增效 提质
增效 县域 高效办成一件事 经济 社会 发展 改革 营商环境 环境 优化 保障 健康 教育 卫生 文化
旅游 广场 文化广场 体育 就业 养老 医疗 住房 交通 生态 监督议题 议题 研究 讨论 传达 学习
精神 会议 常务会议 专题会议 全县 全市 全省 各乡镇 人事 任免 汇报 汇报材料 提纲 简报 雨情
水情 雨情水情 队伍 准备 责任 责任清单 落实情况 办理情况 储备情况 汇总 采纳 采纳情况 一览表
情况表 样表 送审稿 计划表
"""


@cache
def _words() -> frozenset[str]:
    return frozenset(_WORDS.split())


@cache
def _longest() -> int:
    return max(map(len, _words()))


def cut(text: str) -> tuple[tuple[str, bool], ...]:
    """`text` in order as words, each with whether the word is a known one."""
    found: list[tuple[str, bool]] = []
    i = 0
    while i < len(text):
        for length in range(min(_longest(), len(text) - i), 1, -1):
            if text[i : i + length] in _words():
                found.append((text[i : i + length], True))
                i += length
                break
        else:
            found.append((text[i], False))
            i += 1
    return tuple(found)
