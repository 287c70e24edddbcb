package org.almoner.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that misbehaves in one chosen way. */
final class SmtpStub implements AutoCloseable {

    enum Mood {
        KIND,
        BUSY_GREETING_421,
        BUSY_RECIPIENT_451,
        NO_SUCH_RECIPIENT_550,
        BAD_SENDER_550,
        TOO_LARGE_552,
        HANGS_UP_AFTER_DATA,
        STALLS
    }

    private final ServerSocket server;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Mood mood;

    SmtpStub(Mood mood) throws IOException {
        this.mood = mood;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "smtp-stub");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return server.getLocalPort();
    }

    void setMood(Mood mood) {
        this.mood = mood;
    }

    /** Whole contents that were received, acknowledged or not. */
    List<String> mails() {
        return mails;
    }

    /** How many connections were opened so far. */
    int connections() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread talk = new Thread(() -> talk(socket), "smtp-stub-talk");
                talk.setDaemon(true);
                talk.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            converse(socket);
        } catch (SocketException gone) {
            // the client left
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private void converse(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        Mood now = mood;
        if (now == Mood.STALLS) {
            in.readLine();
            return;
        }
        say(out, now == Mood.BUSY_GREETING_421 ? "421 busy" : "220 stub");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.length() < 4 ? line : line.substring(0, 4).toUpperCase();
            switch (command) {
                case "MAIL" -> say(out, now == Mood.BAD_SENDER_550 ? "550 not you" : "250 ok");
                case "RCPT" -> say(out, recipientAnswer(now));
                case "DATA" -> {
                    say(out, "354 go");
                    mails.add(content(in));
                    if (now == Mood.HANGS_UP_AFTER_DATA) {
                        return;
                    }
                    say(out, now == Mood.TOO_LARGE_552 ? "552 too large" : "250 taken");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private static String recipientAnswer(Mood mood) {
        return switch (mood) {
            case BUSY_RECIPIENT_451 -> "451 later";
            case NO_SUCH_RECIPIENT_550 -> "550 nobody of that name";
            default -> "250 ok";
        };
    }

    private static String content(BufferedReader in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = in.readLine(); line != null && !".".equals(line); line = in.readLine()) {
            content.append(line).append('\n');
        }
        return content.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
