package io.reco.core.bundle;

import io.reco.core.bundle.BundleException.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Reads an id list; the line feed is the only line end, and the last line has one too. */
final class IdLines {

    private IdLines() {}

    static List<String> read(Path file, Manifest.Entry entry) throws IOException {
        List<String> ids = new ArrayList<>((int) Math.min(entry.lines(), 1 << 24));
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        MessageDigest digest = HashingOutput.sha256();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in =
                new BufferedInputStream(new DigestInputStream(Files.newInputStream(file), digest), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                ids.add(IdCodec.decode(
                        utf8.decode(ByteBuffer.wrap(line.toByteArray())).toString()));
                line.reset();
            }
        } catch (CharacterCodingException e) {
            throw new BundleException(file, Reason.MALFORMED, "line " + (ids.size() + 1) + " is not UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new BundleException(file, Reason.MALFORMED, "line " + (ids.size() + 1) + ": " + e.getMessage(), e);
        }
        if (!HashingOutput.hex(digest).equals(entry.sha256())) {
            throw new BundleException(file, Reason.ALTERED, "has changed since the bundle was opened");
        }
        if (line.size() > 0 || ids.size() != entry.lines()) {
            throw new BundleException(
                    file,
                    Reason.MALFORMED,
                    ids.size() + " complete lines and " + line.size() + " bytes, the manifest says " + entry.lines()
                            + " lines");
        }
        return ids;
    }
}
