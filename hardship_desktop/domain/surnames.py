"""Surnames that are read otherwise than the character usually is, and surnames of two characters."""

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
欧阳ouyang 司马sima 上官shangguan 诸葛zhuge 夏侯xiahou 东方dongfang 赫连helian 皇甫huangfu 尉迟yuchi
公孙gongsun 长孙zhangsun 鲜于xianyu 闾丘lvqiu 司徒situ 司空sikong 亓官qiguan 司寇sikou 子车ziju
颛孙zhuansun 端木duanmu 巫马wuma 公西gongxi 漆雕qidiao 乐正yuezheng 壤驷rangsi 公良gongliang 拓跋tuoba
夹谷jiagu 宰父zaifu 谷梁guliang 轩辕xuanyuan 令狐linghu 段干duangan 百里baili 呼延huyan 东郭dongguo
南门nanmen 羊舌yangshe 微生weisheng 梁丘liangqiu 左丘zuoqiu 东门dongmen 西门ximen 南宫nangong 第五diwu
万俟moqi 单于chanyu 慕容murong 宇文yuwen 独孤dugu 淳于chunyu 濮阳puyang 澹台tantai 太叔taishu 申屠shentu
仲孙zhongsun 钟离zhongli 闻人wenren 公冶gongye 宗政zongzheng 纳兰nalan 完颜wanyan 耶律yelv 贺兰helan
哥舒geshu 叶赫yehe 那拉nala 富察fucha 费莫feimo 爱新aixin 南荣nanrong 东里dongli
"""


def _split(packed: str, size: int) -> dict[str, tuple[str, ...]]:
    """Entries such as 单shan,dan as a mapping from characters to readings, surname reading first."""
    return {entry[:size]: tuple(entry[size:].split(",")) for entry in packed.split()}


SPECIAL = _split(_SPECIAL, 1)
"""Readings of one-character surnames, without tones, ü as v, the surname's own reading first."""
COMPOUND = _split(_COMPOUND, 2)
"""Readings of two-character surnames."""
