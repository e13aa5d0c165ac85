"""Readings of names that a general dictionary misses: surnames, two-character surnames, given names."""

_SPECIAL = """
单shan,dan 仇qiu,chou 解xie,jie 查zha,cha 曾zeng,ceng 盖ge,gai 乐yue,le 朴piao,pu 区ou,qu
翟zhai,di 覃qin,tan 缪miao,mou 尉wei,yu 员yun,yuan 贠yun 秘bi,mi 逢pang,feng 洗xian,xi
佴nai,er 召shao,zhao 折she,zhe 黑he,hei 牟mu,mou 种chong,zhong 么yao 能nai,neng 郗xi,chi
重chong,zhong 繁po,fan 都du,dou 阚kan 祭zhai,ji 薄bo,bao 谌chen,shen 隗wei,kui 郇xun,huan
会gui,hui 率shuai,lv 宓mi,fu 宿su,xiu 粘nian,zhan 番pan,fan 强qiang,jiang 莘shen,xin
盛sheng,cheng 拓tuo,ta 蔚yu,wei 藏zang,cang 长chang,zhang 炅gui,jiong 郄qie,xi 句gou,ju
颉xie,jie 晟cheng,sheng 澹tan,dan 隽juan,jun 省xing,sheng 镡tan,xin,chan 铫yao,diao 贲ben,bi
啜chuai,chuo 炔gui,que 钭tou,dou 乜nie 合he,ge 六lu,liu 俞yu,shu 行xing,hang 卜bu 柏bai,bo
朝chao,zhao 角jue,jiao 佛fo 厦xia 阿a,e 费fei,bi
"""
_COMPOUND = """
欧阳ou'yang 司马si'ma 上官shang'guan 诸葛zhu'ge 夏侯xia'hou 东方dong'fang 赫连he'lian 皇甫huang'fu
尉迟yu'chi 公孙gong'sun 长孙zhang'sun 鲜于xian'yu 闾丘lv'qiu 司徒si'tu 司空si'kong 亓官qi'guan
司寇si'kou 子车zi'ju 颛孙zhuan'sun 端木duan'mu 巫马wu'ma 公西gong'xi 漆雕qi'diao 乐正yue'zheng
壤驷rang'si 公良gong'liang 拓跋tuo'ba 夹谷jia'gu 宰父zai'fu 谷梁gu'liang 轩辕xuan'yuan 令狐ling'hu
段干duan'gan 百里bai'li 呼延hu'yan 东郭dong'guo 南门nan'men 羊舌yang'she 微生wei'sheng 梁丘liang'qiu
左丘zuo'qiu 东门dong'men 西门xi'men 南宫nan'gong 第五di'wu 万俟mo'qi 单于chan'yu 慕容mu'rong
宇文yu'wen 独孤du'gu 淳于chun'yu 濮阳pu'yang 澹台tan'tai 太叔tai'shu 申屠shen'tu 仲孙zhong'sun
钟离zhong'li 闻人wen'ren 公冶gong'ye 宗政zong'zheng 纳兰na'lan 完颜wan'yan 耶律ye'lv 贺兰he'lan
哥舒ge'shu 叶赫ye'he 那拉na'la 富察fu'cha 费莫fei'mo 爱新ai'xin 南荣nan'rong 东里dong'li
"""
_GIVEN = """
娜na,nuo 乐le,yue 行xing,hang 朝chao,zhao 长chang,zhang 重zhong,chong 传chuan,zhuan 都du,dou
晟sheng,cheng 茜qian,xi 莎sha,suo 柏bai,bo 盛sheng,cheng 宿su,xiu 朴pu,piao 单dan,shan 曾zeng,ceng
薄bo,bao 藏cang,zang 调tiao,diao 参shen,can 弹tan,dan 阿a,e 露lu,lou 蔓man,wan 荨xun,qian 卡ka,qia
角jiao,jue 觉jue,jiao 解jie,xie 纶lun,guan 降jiang,xiang 翟di,zhai 省sheng,xing 见jian,xian
沈shen,chen 禅chan,shan 尉wei,yu 车che,ju 颉jie,xie 炅jiong,gui 般ban,bo 洗xi,xian 屏ping,bing
缪miao,mou 仇qiu,chou 查cha,zha 伽jia,qie 蕃fan,bo 珲hun,hui 莘xin,shen 崴wei,wai 勒le,lei 泊bo,po
秘mi,bi 拓tuo,ta 隽jun,juan 鹄hu,gu 靓liang,jing 适shi,kuo 桧gui,hui 劲jin,jing 杉shan,sha 仔zi,zai
夏xia 厦xia 佛fo 卜bu 强qiang 俞yu 什shi 万wan 燊shen 堃kun 翀chong 甯ning 乜nie
"""


def _split(packed: str, size: int, mark: str) -> dict[str, tuple[str, ...]]:
    """Entries such as 单shan,dan as a mapping from the characters to what the mark separates."""
    return {entry[:size]: tuple(entry[size:].split(mark)) for entry in packed.split()}


SPECIAL = _split(_SPECIAL, 1, ",")
"""Readings of one-character surnames, without tones, ü as v, the surname's own reading first."""
COMPOUND = _split(_COMPOUND, 2, "'")
"""The two syllables of two-character surnames."""
GIVEN = _split(_GIVEN, 1, ",")
"""Readings of characters that given names use with more than one sound, or with a rare one."""
