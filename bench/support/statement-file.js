import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** A statement of a wallet with so many payments, about 190 bytes a line, whose dates say only by their thirteenth day which part is the month. */
export async function writeStatement(path, lines, idOf = (number) => 9_000_000_000 + number) {
  const file = createWriteStream(path);
  file.write(
    'Id,External id,Date,Status,Type,From,From name,To,To name,Amount,Currency,Fee,Currency,Balance,Currency\n',
  );
  const start = Date.UTC(2026, 0, 1);
  const apartMs = Math.floor((30 * 86_400_000) / lines);
  for (let number = 0; number < lines; number += 1) {
    const at = new Date(start + number * apartMs).toISOString();
    const date = `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)} ${at.slice(11, 19)}`;
    const phone = `2507880${String(number % 100_000).padStart(5, '0')}`;
    const line =
      `${idOf(number)},pay_${String(number).padStart(32, '0')},${date},Successful,Payment,FRI:${phone}/MSISDN,"MUKAMANA, Jeanne ${number % 977}",` +
      `FRI:28181818/MM,ISHYURA LTD,5000.00,RWF,25.00,RWF,${(number + 1) * 5_000}.00,RWF\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}
