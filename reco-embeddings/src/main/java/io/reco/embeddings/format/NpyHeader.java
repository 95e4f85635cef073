package io.reco.embeddings.format;

import io.reco.embeddings.format.VectorFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start of a {@code .npy} file: {@code \x93NUMPY}, two bytes of version, the length of the header (two bytes in version
 * 1.0, four in 2.0 and 3.0, little endian), and the header, a Python dictionary with the element type, the order and the
 * shape.
 *
 * @param type elements, big or little endian
 * @param bigEndian order of the bytes of an element
 * @param fortran whether columns rather than rows follow each other
 * @param rows vectors
 * @param dim their length
 */
record NpyHeader(Type type, boolean bigEndian, boolean fortran, long rows, long dim) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int ALIGNMENT = 64;
    /** numpy leaves room for the first size to grow to this many digits. */
    private static final int GROWTH_DIGITS = 21;
    /** Far above what two sizes need; numpy itself warns above 10,000. */
    private static final int LONGEST = 1 << 20;

    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");

    /** Element types that become floats. */
    enum Type {
        F2(2),
        F4(4),
        F8(8);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /** The header of little endian float32 rows, byte for byte as {@code numpy.save} of numpy 1.23 and later writes it. */
    static byte[] encode(int rows, int dim) {
        StringBuilder text =
                new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + dim + "), }");
        text.append(" ".repeat(GROWTH_DIGITS - String.valueOf(rows).length()));
        int start = MAGIC.length + 4;
        int padding = ALIGNMENT - (start + text.length() + 1) % ALIGNMENT;
        text.append(" ".repeat(padding)).append('\n');
        return ByteBuffer.allocate(start + text.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length())
                .put(text.toString().getBytes(StandardCharsets.ISO_8859_1))
                .array();
    }

    static NpyHeader read(VectorInput in) throws IOException {
        byte[] start = new byte[MAGIC.length + 2];
        if (in.read(start, start.length) < start.length || !startsWithMagic(start)) {
            throw in.at(0, Reason.BAD_HEADER, "does not start with \\x93NUMPY and a version");
        }
        int major = start[MAGIC.length];
        if (major < 1 || major > 3 || start[MAGIC.length + 1] != 0) {
            throw in.at(
                    MAGIC.length,
                    Reason.UNSUPPORTED,
                    "version " + major + "." + start[MAGIC.length + 1] + " is not one of 1.0, 2.0, 3.0");
        }
        int sizeBytes = major == 1 ? 2 : 4;
        byte[] size = new byte[4];
        if (in.read(size, sizeBytes) < sizeBytes) {
            throw in.at(in.position(), Reason.TRUNCATED, "ends within the header");
        }
        long length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFF_FFFFL;
        if (length > LONGEST) {
            throw in.at(MAGIC.length + 2, Reason.TOO_LARGE, "a header of " + length + " bytes");
        }
        long at = in.position();
        byte[] text = new byte[(int) length];
        if (in.read(text, text.length) < text.length) {
            throw in.at(in.position(), Reason.TRUNCATED, "ends within the header of " + length + " bytes");
        }
        return parse(in, at, new String(text, StandardCharsets.UTF_8).strip());
    }

    static boolean startsWithMagic(byte[] head) {
        return head.length >= MAGIC.length
                && ByteBuffer.wrap(head, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    private static NpyHeader parse(VectorInput in, long at, String text) throws VectorFileException {
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!text.startsWith("{") || !text.endsWith("}") || !order.find() || !shape.find()) {
            throw in.at(at, Reason.BAD_HEADER, "not a header with descr, fortran_order and shape: '" + text + "'");
        }
        Matcher descr = DESCR.matcher(text);
        String name = descr.find() ? descr.group(1) : "of several fields";
        if (!name.matches("[<>]f[248]")) {
            throw in.at(at, Reason.UNSUPPORTED, "elements are " + name + ", not float16, float32 or float64");
        }
        List<Long> sizes = new ArrayList<>();
        for (String part : shape.group(1).split(",", -1)) {
            String size = part.strip().replaceFirst("L$", "");
            if (size.matches("[0-9]{1,18}")) {
                sizes.add(Long.parseLong(size));
            } else if (!size.isEmpty()) {
                throw in.at(at, Reason.BAD_HEADER, "shape (" + shape.group(1) + ")");
            }
        }
        if (sizes.size() != 2) {
            throw in.at(at, Reason.UNSUPPORTED, "shape (" + shape.group(1) + ") is not one of rows and columns");
        }
        return new NpyHeader(
                Type.valueOf("F" + name.charAt(2)),
                name.charAt(0) == '>',
                order.group(1).equals("True"),
                sizes.get(0),
                sizes.get(1));
    }

    /** The element type as numpy names it. */
    String typeName() {
        return (bigEndian ? "big endian " : "") + "float" + 8 * type.bytes;
    }
}
