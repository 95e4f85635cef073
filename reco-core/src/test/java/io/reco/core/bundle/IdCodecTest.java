package io.reco.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdCodecTest {

    @Test
    void escapesAreTheDocumentedOnes() {
        assertThat(IdCodec.encode("a\\b\nc\rd\te")).isEqualTo("a\\\\b\\nc\\rd\\te");
        assertThat(IdCodec.encode("x\ud800")).isEqualTo("x\\ud800");
        assertThat(IdCodec.encode("\udc01\ud83c\udfb5")).isEqualTo("\\udc01\ud83c\udfb5");
        assertThat(IdCodec.encode("")).isEmpty();
        assertThat(IdCodec.encode("\u0000\u0085\u2028 \ufeff")).isEqualTo("\u0000\u0085\u2028 \ufeff");
    }

    @Test
    void everyStringSurvivesUtf8AndComesBack() {
        char[] likely = {'a', '\\', '\n', '\r', '\t', 'u', 'n', '0', '\ud83c', '\udfb5', '\u0000', 'é', '\uffff'};
        for (long seed = 1; seed <= 3000; seed++) {
            Random random = new Random(seed);
            StringBuilder id = new StringBuilder();
            for (int n = random.nextInt(9); n > 0; n--) {
                id.append(
                        random.nextInt(4) == 0 ? (char) random.nextInt(65536) : likely[random.nextInt(likely.length)]);
            }
            String line = IdCodec.encode(id.toString());
            String stored = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            assertThat(stored).as("seed %d", seed).doesNotContain("\n", "\r", "\t");
            assertThat(IdCodec.decode(stored)).as("seed %d", seed).isEqualTo(id.toString());
        }
    }

    @Test
    void otherEscapesAreRefused() {
        for (String line : new String[] {"a\\", "\\x", "\\u12", "\\uzzzz", "\\u0041", "\\u+d80", "\\N"}) {
            assertThatIllegalArgumentException().as(line).isThrownBy(() -> IdCodec.decode(line));
        }
    }
}
