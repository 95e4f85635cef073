package io.reco.eval.metric;

import java.util.Comparator;

/**
 * Ascending by code point, which is the order of UTF-8 bytes. {@link String#compareTo} is not: it compares UTF-16 units
 * and puts U+1F3B5 (a surrogate pair from D83C) before U+FF41.
 */
final class CodePointOrder implements Comparator<String> {
    static final CodePointOrder INSTANCE = new CodePointOrder();

    private CodePointOrder() {}

    @Override
    public int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Units from D800 up: surrogates (code points above FFFF) must come after E000..FFFF.
                return Integer.compare(fixUp(x), fixUp(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int fixUp(char unit) {
        if (unit < Character.MIN_SURROGATE) {
            return unit;
        }
        return unit <= Character.MAX_SURROGATE ? unit + 0x2000 : unit - 0x800;
    }
}
