/**
 * The postcodes of France, so that one that does not exist is refused where it is typed. As the package codes-postaux 4.1.2
 * has them (MIT; made of INSEE and DGFiP open data, Licence Ouverte), which holds sixty times as much about each: a list of
 * this size goes with the code, and is read by the server alone.
 *
 * Each is written as its distance from the one before: a digit in base 36, or several between hyphens.
 */
const distances = [
  "-rs--2i-aaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaakauaaaaaauakkka-14--1e--1f--31-ua-2s-aaaaaaakaaaaaaaakaaaaaaaa",
  "aaaaaaaaaaaaaaakakaaaaaaaakaaak-14-uaaaaaaaaa-3c--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaua-2i-u-1y--2s--5k--",
  "2s-aaaaaaaaaaaaaaaaaaaaaaaaaaaakaa-28-ak-1y--1o--14--2s--1e-aa-3m--2s-aaaaaaakakaaaauaaaaaauk-1o-aak-1o--14-",
  "-2s--2s--5k--2s-akaaauaaaaaaaauaaaakaaaaaaaaaaaakaaaaaaaaaaaakaaakaakaa-14-aakk-1o--14--1e--2s-aaaaaaakaaaaa",
  "aaakaaaaaaaaakakaaaauaaauaaaaakuua-2i-a-5k--2i-kaaaaaakaaaaaaaakaaaakaaaaaakaaa-14--2s--2s--2s--5k--2s-aaaak",
  "uaaaaaakkaaaaaa-14-ak-14--14--2s--2s--2s--5k--2s-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-1e-a-2i--2s--2s--5k--2s",
  "-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaa-14-aaaukaaaaaa-28--2s--5k--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaakaak",
  "kkaa-1o-kk-14-k-1e--47-111111111111111-1s-aa311411111111111111121111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa19aaaaaakaaaaakaa-2s-a111133127aaaakaaaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaakkaaaaaa",
  "kaaaakaaaaaaaakaaakuaaaaaaaaa-2s-aaaaaaakaaaaaaaakaaakauku-1y--2i-a-2s--2s--5k--2s-aaaaaaakaaaaaaaakaaaaaaaa",
  "aaaaaaaaaaaaaa-1e-akak-28-aaa-1y--5k--2s-a127372131111aaaaaaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakkau",
  "aakakauuaauk-1o--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaa-28-aaa-1e-u-2s--2s--5k--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaakk",
  "aakaaaua-14--2s--2s--5k--2i-aa111111111211111111111111111111111111121114331111111111hab111121111121111111111",
  "1111112111111211133146231383-8m-k-ak--32-a19aaaakaaaaaaaakaaaaaaaaaaaaaaaaaakaaaaaaaaaaaaka-1e-a-1o--14-ku-1",
  "o--2i--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaaaaakakaaaua-1o-aaaaak-2s-aaaaaaakaaaaaa",
  "aakakkaakkkakakk-2s--2s--2s--5k--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakk-1e--1e--5k--32-",
  "1225aaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaakaaakaaaaaakaakukkakku-1e-au-14--2s-aaaaaaakaaaaaaaakaaaaaauaaaau",
  "aauakakauk-28-uaaaaaaa-5k--2s-aaaaaaaaaaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaakka",
  "aaa-1e--2s-aaaaaaakaaaaaaaakaaaaaaakka-1y-k-2s-u-1y--2s--5k--2s-kkaaaaaahg711442161aaaaauaaaaaaaaaaaaaaaaaaa",
  "aaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaaa-2s-a1361121111111117aaakaaaaaaaakaaaaaaakaaaaaaaaaaaaaaaakaaka",
  "aaaaaaukaaaaaukkuukkkki2-2s-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakuaau-1e-kaaaaaaaaaaa-3a-2-2s-",
  "aaaaaaakakaaaaakaaaaaaaaaaaaaaaaakaa-1e--1e--2s-ka-1y-a-5a--2i-aa21115121111335219a46a55aaaaaaaakaaaaaaaaaaa",
  "aaaaaaaaaaaaaaaaaaaaaakaaaaa37aaaaaaaaaaaaaaaaaaakaakkaaa-1y-aakaaaaaakaaaaaaaaaa55aaaaaaaaaaaaaaaaaaaaaaaaa",
  "aakaaaakaaaaaaa55aaaakaaaaku-14--1e-aaa-33-216a11111113aaakaaaa55aaakaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaaaaaakaa",
  "kaaaaaakukkk-1y--14--2s-aaaaaaaaaaaaaaaaakaaaaaaaau-2s--2s--2s--2s--5k--2s-aaaaaaakaaaaaaaakaaaaaaaaaaak-14-",
  "-14-aaaaa-1e--2s--2s--5k--1y-aaaa211411118442226aaaaaaaaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaa",
  "aaauaaaaaauaaaaaak-2s-aaaaaaakaaaaaaaakaaaakaaaka-1e--14-k-1e-u-2s--2s--5k--2i-aaaaaaaaaaaaaaaaaaaaaaaakaaaa",
  "aaaaak5fkakka-14-uu-14--2s--5a-a-2s-aaaaaaakaaaaaaaakaaaakaau-2s--2s--2s--2s--5k--2s-a13621719a2125akkaaakak",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakkkaukaaaa-1e-uk-1e-a-2s-aaaaaaakaaaaaaaakakaaaaaaaaaaaaa-14-aaaakuaa",
  "k-28--1e-kua-5a--2s-a511111aaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaa118aaaaaaaaaaaaaaaaaaaaaaaaakakaaak-2s-k-2s",
  "-aaaaaaakaaaaaaaakaaaaakaaaaaaakaaaaaaaakaakakaaaukkaaaaau-5k--2i-aaaaaaaakaaaaaaaauaaaaaa-14--2s--2s--2s--2",
  "s--5k--32-aaaaaaaaaaaaaaaakaaaaaaaaaaaaaaaakakaau-1e--2s--2s--5k--2s-aaaaaaakaaaaaaaauaaaauu-2s--2s--2s--2s-",
  "-5k--1y-aka2821115aaaakuaaaaaaaaaaaaaaaaaaaaaaaakaaaaaakakaaaaaaaaaaaakaaku-5k--2s-aaaaaaaaaaaaaaaaakaaaaaaa",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaaaaaaaaauauaaaaa-32--2s-aaaaaaakaaaaaaaakaaaaaaaaaaakakaaaaaaaa-1y--2s--2s--",
  "5k--2s-aaaaaaakaaaaaaaakaaaaakaua-2i--2s--2s--2s--5k--2s-aakaaakaaaaaaaakakkaaaaaaaakuak-14--1o--14--1o--2s-",
  "a-3m-aaau-2s-a111111211111614114aaaaaa163aaaaaaaaaaaaaaaaa55aaa55aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaaaaa",
  "aakaaaaaaaaa-2s-aaaaaaakaaaaaaaakaaa-28-u-1y--2s--2s--2s--14--4g--2s-aaaaaaakakaaaaakaaaaaaaaaaaaaaaaaaaaaaa",
  "aaaaaaaaaaaaaaaaaauaaaaak-14-aaaaakaak-1e--1e-kukaaa55a5555akaa5555aaaaaaaaaa55a55a55235aa5555aaaaa555555aa5",
  "5aaaka555555aa55aaaaauaaaa55aaa5555aaf5555555aaaaaa-32-aaaaaaaaaaaaaaaakaaaaaaaaaaaaaaaaaakau-1y--14-k-14--2",
  "s--5k--2s-a111111111111111111111111111111111111111111111111111111111111111111111111211111111111311a111111111",
  "111111112111111111111111111211111131111111111111111311111111111221111121aaab9aaaaaaaaaaaaaa1111114aaaaa11116",
  "aaaaaaaaaaaaaaaaaaaaa73aaaaaaaaaaakaaaaaaaaa-2s-a21421331111442181322328325aaaaaaaaaaaaaaaaaaaaaaaaaakkaaaaa",
  "aaaaaaaaakaakaaakaa-14-aaakaaaaa-14-aaa-14--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaakka-1e-aau-2s--2i-a-5k--2s-a",
  "11112111111112111111221121111122111121111111262121312323631a521111216118aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa55a",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaaaaaaa-2s-a21111111128aaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  "aaaaaaaaaaaaaaaaaakaakaaaaaaaaan-25-aa118aaaakaaaaaaaakaaaaaaaakaaaaaaaaaaaaaauau-14-kkk-28-k-1y--3c-a-2s-aa",
  "aaakkakaaaaakaaaakaaaaaaaaakuaa-1e-ua-1o-akaa-2i--5k--2s-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaauaaua",
  "aaaakaaaa-14-k-50--2s-a21111112aaaaaka11111113aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaakaaakaa",
  "aa-14-auaaaa-14--1o-a6221311112aaaaaaaaaaaaaaaaaaaaaaaaaaaaakkaaaaaaaaaaaaaaaaaaaakaakaaaaaaaakaaakkkauaaaab",
  "11111111-2j-a55424aaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaakaaaakaaaaakkkuau-2s-aaaaaaaaaa",
  "aaaaakaaaaa-14--14--14--1o--2s--2s--2s--5k--2s-a82aaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaakaaakkuakauk-14--",
  "1e-ka-28-ua-2s-aaaaaaakaaaaaaaakaaaaaaaaaaauaaaauakaaa-14-a-14--1e--2s--5k--2s-aaaaaaakaaaaaaaakaaaaaaaakaaa",
  "kaaaaaakaaakkaaaaakauaaa-1o-a-1y--3m--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaakkaaaak-1e-a-14--14--1e-a-2i-",
  "kaaaaaav1111111111111111111-2o--ok--2s-a123121a37aaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaaaaa",
  "aaaaaauaaaaakaaaaaaak-2i-ab313221121312113111313213333111121121211321114aaaaaaaaaaaaaaaaaaaaaaaaaaaaaka55kaa",
  "aaaaaaaaaaaaaaaaakakuaaaaaaaakaaaakka-2s-a111133131131aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  "aaaa19aaaaaaaaaaaaaaakkaaaa55aaaa-2s-aaaaaaaaaaaaaaaaakaaaaaaaaaaaaaaaaa-14-a-2i--2s--2s--5k--28-aaa53228112",
  "114aaakaaaaaaaakaaaaaaaakaaaaaaaaaaaaakaaaakaaaaakaaaauakakkakaaaak-1e-aak-2i-aaaaaaaakaaaaaaaakaaaaaaaaaaau",
  "aakkauauakuak-14-a-2i--5a-a-2s-aaaaaaakaaaaaakkauaaaakaau-1o--2s--2s-a-2i--5k--2s-a181a154361aakaaaaaaaauaaa",
  "aakaaakaakaaaaaaakaaaaaakakaaaakk-14-aakaakakka-1o-a82-2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaakkaaak-1o--",
  "14--14-aa-14-aaaaaaa-3m--2s-aaaaaaaaaaaaaaaaaaaaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaakaaaaauaku-5k--2s-aaaaaaaaa",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaauk-2s--2s--5k--2s-aaaaaaakaaaaaaaaaaaaaaaaaaakaaaakaakaa-1e-kakk-1o-k-28-",
  "-2i-u-28--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaakkuaa-1e--2s--5k--2s-a334aa46aakaaaaaaaakaaaaaaakaa",
  "aaaaaaaakaaakaaakuuuaauuu-5k--2s-aaaaaaau-2s-uaaaaak-2s--2s--2s--2s--1e--46--1y-aaakaaaaaaaaaaaaaaaaaaaaaaaa",
  "aaaaaaaaaaaaakaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakka-1o--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaa-1y--2s--2s--2",
  "s--5k--2s-aaaaaaakaaaaaaaakaaaaaaaaaaaaaaaaaau-2s--2s--2s--5k--2s-aaaaaaakaaaaaaaakaaakaaaakaaaaaaaaaaaau-1e",
  "--2s--2s--28--3c--2s-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaakaaaakaaaaaka-xw-a1111111",
  "1111112111111321211jaaaab11111112111111111111116aaaaaaa111111121aaa13114aaaaa1111211111111111211111111111118",
  "aaaaa-2s-f555aaaaa",
].join("");

let known: ReadonlySet<string> | null = null;

function decoded(): ReadonlySet<string> {
  const codes = new Set<string>();
  let at = 0;
  for (const [step, long] of distances.matchAll(/-([0-9a-z]+)-|[0-9a-z]/gu)) {
    at += Number.parseInt(long ?? step, 36);
    codes.add(String(at).padStart(5, "0"));
  }
  return codes;
}

/** Those that are not of a municipality of France: Monaco, Wallis-et-Futuna, French Polynesia, New Caledonia. */
const beyond = /^98(?:000|[678][0-9]{2})$/u;

/** Whether there is such a postcode. */
export function isFrenchPostcode(code: string): boolean {
  known ??= decoded();
  return known.has(code) || beyond.test(code);
}
