// Invented names: trade names of rare pairs of characters, place names of blocks, and the lines of business that end a firm's name.
import { createRandom, type Random } from './random.ts';

/** Characters seldom met together in real trade names; a pair of them names a fictional firm. */
const firstCharacters = [
  ...'榛檀砚埠岬汀浒霁皋淞潼垚桁榫杼璞铎锲镧溆禧蘅芃荻苌菖蓼薰檐楹枳柘桉梓楸椴榉槭栎杉沅洧浥涑淏湉溯滢漪澧濂翊翀翮翙骁骐骥骅铠镕锴鋆',
];
const secondCharacters = [
  ...'禾川岚砾屿坞汐澍翎岫峤崮垭垌埕堇墉壑奚妫孚峥嵋巽庚弘彧徵忻懋旻昉晖暄朔杲栩棠楷榕樾汶沣泓泽洵浚涵淇渊湛溪滨澄炜烁焓煦珩珺琅',
];
const thirdCharacters = [...'元亨利贞同德丰裕祥泰和顺昌隆盛源通达'];

/** Trade name number `index` of about `total`: a permutation under the seed, so that no two numbers share a name. */
export function tradeName(index: number, total: number, seed: number): string {
  const pairs = firstCharacters.length * secondCharacters.length;
  const long = total > pairs * 0.8;
  const count = long ? pairs * thirdCharacters.length : pairs;
  // 7919 and 104729 are prime and divide none of the list lengths, so the step visits every number once.
  const place = ((((index % count) * 7919) % count) + (seed % count) + 104_729) % count;
  const pair = `${firstCharacters[place % firstCharacters.length]!}${secondCharacters[Math.floor(place / firstCharacters.length) % secondCharacters.length]!}`;
  const rounds = Math.floor(index / count);
  const third = long ? thirdCharacters[Math.floor(place / pairs) % thirdCharacters.length]! : '';
  return `${pair}${third}${rounds > 0 ? thirdCharacters[rounds % thirdCharacters.length]! : ''}`;
}

const placeFirst = [...'榉枫樟柏梧桐栗柿桃杏竹兰菱芦荷苇石青白金银乌龙凤鹤鹭云霞雪月星南北东西上下前后'];
const placeSecond = [...'坪畈埠堰塘浦桥坞岙垟圩墩渡湾泽岭冈滩港坝'];

/** Place name of a block within a township. */
export function placeName(seed: number, township: string, number: number): string {
  const random = createRandom(seed, 'places', township);
  const pairs = random.shuffled(placeFirst.flatMap((first) => placeSecond.map((second) => `${first}${second}`)));
  const name = pairs[(number - 1) % pairs.length]!;
  const round = Math.floor((number - 1) / pairs.length);
  return round === 0 ? name : `${name}${round + 1}期`;
}

const surnames = [...'赵钱孙周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜'];
const given = [...'建国伟明志强永军新华海平卫东春林家宝文斌丽君秀英晓红'];

/** A person's invented name, for holders that are not firms. */
export function personName(random: Random): string {
  return `${random.pick(surnames)}${random.pick(given)}${random.pick(given)}`;
}
