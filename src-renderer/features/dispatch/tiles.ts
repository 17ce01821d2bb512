/**
 * Places of the thirteen regions on the schematic map, column and row by region name: roughly where they lie around the city,
 * one tile each. It is no map and has no boundaries.
 */
export const tilePlaces: Readonly<Record<string, readonly [column: number, row: number]>> = {
  昌邑区: [1, 0],
  经开区: [2, 0],
  舒兰市: [3, 0],
  中新食品区: [0, 1],
  船营区: [1, 1],
  龙潭区: [2, 1],
  蛟河市: [3, 1],
  永吉县: [0, 2],
  高新区: [1, 2],
  丰满区: [2, 2],
  磐石市: [0, 3],
  北大壶开发区: [1, 3],
  桦甸市: [2, 3],
};
