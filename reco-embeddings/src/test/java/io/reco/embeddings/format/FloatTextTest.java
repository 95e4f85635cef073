package io.reco.embeddings.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FloatTextTest {
    private final FloatText text = new FloatText();
    private final byte[] bytes = new byte[FloatText.LONGEST];

    private String text(float value) {
        return new String(bytes, 0, text.write(value, bytes, 0), StandardCharsets.US_ASCII);
    }

    private static float parse(String number) {
        byte[] ascii = number.getBytes(StandardCharsets.US_ASCII);
        return FloatParser.parse(ascii, 0, ascii.length);
    }

    @Test
    void writesWhatNumpyWrites() {
        String[] lines = new String(VectorFiles.golden("floats.tsv"), StandardCharsets.US_ASCII).split("\n");
        assertThat(lines).hasSizeGreaterThan(200);
        for (String line : lines) {
            String[] cells = line.split("\t");
            float value = Float.intBitsToFloat(Integer.parseUnsignedInt(cells[0], 16));
            assertThat(text(value)).as(cells[0]).isEqualTo(cells[1]);
            assertThat(Float.floatToRawIntBits(parse(cells[1]))).as(line).isEqualTo(Float.floatToRawIntBits(value));
        }
    }

    /** The definition: it rounds to the float, no shorter decimal does, and none as short is nearer. */
    @Test
    void digitsAreTheShortestAndTheNearest() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 5_000; i++) {
            int bits = i < 300 ? i + 1 : i < 800 ? (i - 299 << 23) - (i & 1) : random.nextInt();
            float value = Float.intBitsToFloat(bits & 0x7FFF_FFFF);
            if (!Float.isFinite(value) || value == 0) {
                continue;
            }
            BigDecimal ours = new BigDecimal(text(value)).stripTrailingZeros();
            assertThat(ours.floatValue()).isEqualTo(value);
            BigDecimal exact = new BigDecimal(value);
            BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(-ours.scale());
            for (BigDecimal other : new BigDecimal[] {ours.add(unit), ours.subtract(unit)}) {
                if (other.floatValue() == value) {
                    assertThat(ours.subtract(exact).abs())
                            .isLessThanOrEqualTo(other.subtract(exact).abs());
                }
            }
            BigDecimal coarse = unit.scaleByPowerOfTen(1);
            BigDecimal below = ours.divideToIntegralValue(coarse).multiply(coarse);
            assertThat(below.floatValue()).isNotEqualTo(value);
            assertThat(below.add(coarse).floatValue()).isNotEqualTo(value);
        }
    }

    @Test
    void parsesToTheNearestFloat() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 5_000; i++) {
            float a = Float.intBitsToFloat(random.nextInt(0x0080_0000, 0x7F7F_FFFF));
            BigDecimal middle =
                    new BigDecimal(a).add(new BigDecimal(Math.nextUp(a))).divide(BigDecimal.valueOf(2));
            String number = switch (i % 4) {
                case 0 -> middle.toString();
                case 1 -> middle.add(middle.movePointLeft(40)).toString();
                case 2 -> middle.round(new java.math.MathContext(15)).toString();
                default -> random.nextLong(1L << 50) + "e" + random.nextInt(-25, 25);
            };
            assertThat(parse(number)).as(number).isEqualTo(new BigDecimal(number).floatValue());
        }
        // Halfway between two floats as a double, a little above it as a decimal.
        assertThat(parse("16777217.0000000001")).isEqualTo(16777218f);
        assertThat(parse("16777217")).isEqualTo(16777216f);
        assertThat(parse("16777216.9999999")).isEqualTo(16777216f);
    }

    @Test
    void halfFloatsHaveTheirValue() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            int fraction = bits & 1023;
            double size = exponent == 0
                    ? Math.scalb((double) fraction, -24)
                    : exponent < 31
                            ? Math.scalb(1024.0 + fraction, exponent - 25)
                            : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            float expected = (float) (bits >= 1 << 15 ? -size : size);
            assertThat(Floats.ofHalf((short) bits)).as("%04x", bits).isEqualTo(Float.valueOf(expected));
        }
    }
}
