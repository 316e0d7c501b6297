import { detectLanguage } from '@hearsay/text/language';
import { describe, expect, it } from 'vitest';

describe('detectLanguage', () => {
  it.each([
    ['en', 'The council voted nine to four on Tuesday to keep the old library open for another year.'],
    [
      'de',
      'Der Rat hat am Dienstag mit neun zu vier Stimmen beschlossen, die alte Bücherei offen zu halten.',
    ],
    ['es', 'El consejo votó el martes por nueve a cuatro mantener abierta la vieja biblioteca un año más.'],
    ['fr', 'Le conseil a voté mardi, par neuf voix contre quatre, le maintien de la vieille bibliothèque.'],
  ])('%s', (code, text) => {
    expect(detectLanguage(text)).toBe(code);
  });

  it('does not guess from too little', () => {
    expect(detectLanguage('')).toBeNull();
    expect(detectLanguage('OK 12:30')).toBeNull();
  });
});
