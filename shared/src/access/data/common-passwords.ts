/**
 * What passwords here are made of when they are made without thought, in lower case without marks.
 *
 * Collected by hand from habit, not from any leaked list: words of the office, the places, the service itself, and
 * what people type anywhere. Long ones need not be listed when they are made of short ones.
 */
export const COMMON_FRAGMENTS: readonly string[] = `
  password passwd passw pass word matkhau matkhaumoi matma mk admin administrator quantri quantrivien root user
  nguoidung test demo guest khach login dangnhap welcome xinchao chaomung hello letmein default macdinh secret bimat
  changeme doimatkhau thaydoi temp tamthoi iloveyou love yeu anhyeuem emyeuanh toiyeu yeuem yeuanh giadinh hanhphuc
  vietnam hochiminh hcm saigon hanoi danang kontum gialai daklak taynguyen quangngai daktoday dakha dakto ngochoi
  sathay konplong konray kondray dakglei tumorong iahdrai ngoclinh mangden plei pleiku buon
  nongthonmoi nongthon ntm thonmoi xanongthonmoi ubnd uyban uybannhandan ubndxa ubndhuyen ubndtinh huyenuy tinhuy
  snnptnt sonongnghiep sonn vpdp vanphong vanphongdieuphoi dieuphoi mttq dang dangbo chinhphu nhanuoc canbo congchuc
  lanhdao chutich bithu truongphong nhanvien ketoan thuky tinh huyen xa thon lang phuong
  company congty coquan office work lamviec internet facebook zalo google gmail yahoo viettel vnpt mobifone vinaphone
  computer maytinh laptop samsung iphone apple windows microsoft
  monkey dragon master sunshine princess football bongda baseball superman batman shadow freedom starwars
  spring summer autumn winter xuan mua he thu dong thang nam ngay thangmot january
  nguyen tran pham hoang huynh phan dang bui minh hung dung tuan hoa lan mai huong linh thao trang anh em
  abc xyz aaa asd qwe qaz wsx edc zxc
`
  .trim()
  .split(/\s+/)

/** Runs along the alphabet and the keyboard; any four signs in a row of one count as nothing, in either direction. */
export const COMMON_RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv',
] as const
