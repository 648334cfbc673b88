/** The municipalities of Latvia since 2021: seven cities and thirty-six counties (Varakļāni joined Madona in 2025). */
export const municipalities: ReadonlySet<string> = new Set([
  ...['Daugavpils', 'Jelgava', 'Jūrmala', 'Liepāja', 'Rēzekne', 'Rīga', 'Ventspils'],
  ...[
    ...['Aizkraukles', 'Alūksnes', 'Augšdaugavas', 'Ādažu', 'Balvu', 'Bauskas', 'Cēsu', 'Dienvidkurzemes', 'Dobeles'],
    ...['Gulbenes', 'Jelgavas', 'Jēkabpils', 'Krāslavas', 'Kuldīgas', 'Ķekavas', 'Limbažu', 'Līvānu', 'Ludzas'],
    ...['Madonas', 'Mārupes', 'Ogres', 'Olaines', 'Preiļu', 'Rēzeknes', 'Ropažu', 'Salaspils', 'Saldus'],
    ...['Saulkrastu', 'Siguldas', 'Smiltenes', 'Talsu', 'Tukuma', 'Valkas', 'Valmieras', 'Varakļānu', 'Ventspils'],
  ].map((county) => `${county} novads`),
])
